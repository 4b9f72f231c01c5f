//! The tree that JSON and YAML share.

use std::{collections::HashSet, sync::Arc};

use crate::{
    finding::Problem,
    source::{FileId, Label, Span},
    text::Text,
};

/// How deep lists and maps may nest, aliases followed; deeper files are refused.
pub const MAX_DEPTH: usize = 128;

/// How many values one file may hold, in all its lists and maps; files with more are refused.
pub const MAX_NODES: usize = 2_500_000;

/// What is said past it.
pub(super) const TOO_MANY: &str = "this file holds more than 2,500,000 values up to here";

/// One file, read.
#[derive(Clone, Debug)]
pub struct Document {
    pub root: Node,
    /// The comments that name this tool, without their `#`.
    pub comments: Vec<Label>,
    /// What was odd but readable: duplicate keys, keys that are no text.
    pub problems: Vec<Problem>,
}

/// A value and where it stands: from its tag, or its opening quote or bracket, to its end. A block collection runs from
/// its first key or dash to the end of its last value, a block scalar from its first to its last line of text. An alias
/// spans the alias; its children stand where they were written.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub tag: Option<Box<Tag>>,
    pub kind: Kind,
}

/// A local tag of YAML, such as `!Ref`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Without the exclamation mark.
    pub name: String,
    /// With the exclamation mark.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Null,
    Bool {
        is: bool,
        text: Text,
    },
    /// As written.
    Number(Text),
    Text(Text),
    /// Shared by every alias of the list.
    List(Arc<[Node]>),
    /// In the order of the file, duplicates kept; merged entries first. Shared by every alias of the map.
    Map(Arc<[Entry]>),
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: Text,
    /// With its quotes.
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// How many values it holds, itself among them; those of an alias again. Past `most` they are not counted to the end.
    pub fn count(&self, most: usize) -> usize {
        let (mut waiting, mut count) = (vec![self], 0);
        while let Some(node) = waiting.pop() {
            count += 1;
            waiting.extend(node.list().unwrap_or_default());
            waiting.extend(node.map().unwrap_or_default().iter().map(|entry| &entry.value));
            if count + waiting.len() > most {
                return count + waiting.len();
            }
        }
        count
    }

    /// The value of a key; of its last entry when the key stands twice. Takes time in the number of keys.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The last entry with this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.map()?.iter().rfind(|entry| entry.key.as_str() == key)
    }

    /// The value below these keys, outermost first.
    pub fn path(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The text of a scalar, as written for numbers and booleans.
    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) | Kind::Number(text) | Kind::Bool { text, .. } => Some(text),
            Kind::Null | Kind::List(_) | Kind::Map(_) => None,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        self.text().map(Text::as_str)
    }

    pub fn list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn map(&self) -> Option<&[Entry]> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }
}

/// Lets go of what nobody will read, as soon as its map is closed. What stays must not depend on it.
pub struct Prune<'p> {
    /// How deep the maps stand that it looks at; the root has depth 0.
    pub depth: usize,
    /// Takes the entries of a map, and how a value among them can be had again.
    pub look: &'p mut dyn FnMut(&mut Vec<Entry>, Option<ReadAgain>),
}

/// Reads a list or map again that starts at a byte of a text, as it was read before.
pub type ReadAgain = fn(&str, FileId, usize) -> Option<Node>;

impl Prune<'_> {
    /// The same, for another attempt.
    pub fn again(&mut self) -> Prune<'_> {
        Prune { depth: self.depth, look: &mut *self.look }
    }
}

/// The map of all entries from `first` on, which are taken out; it stands `depth` deep.
pub(super) fn closed_map(
    entries: &mut Vec<Entry>,
    first: usize,
    depth: usize,
    prune: Option<(&mut Prune, ReadAgain)>,
    problems: &mut Vec<Problem>,
) -> Kind {
    duplicates(entries.get(first..).unwrap_or_default(), problems);
    match prune.filter(|(prune, _)| prune.depth == depth) {
        Some((prune, read_again)) => {
            let mut own = entries.split_off(first);
            (prune.look)(&mut own, Some(read_again));
            Kind::Map(own.into())
        }
        None => Kind::Map(entries.drain(first..).collect()),
    }
}

/// Maps up to this size are compared pair by pair.
const FEW: usize = 8;

/// A warning for every key that stands again in the same map.
pub(super) fn duplicates(entries: &[Entry], problems: &mut Vec<Problem>) {
    if entries.len() <= FEW {
        for (index, entry) in entries.iter().enumerate() {
            if entries.iter().take(index).any(|earlier| earlier.key == entry.key) {
                problems.push(duplicate(entry));
            }
        }
        return;
    }
    let mut seen = HashSet::with_capacity(entries.len());
    let again = entries.iter().filter(|entry| !seen.insert(entry.key.as_str()));
    problems.extend(again.map(duplicate));
}

fn duplicate(entry: &Entry) -> Problem {
    let message =
        format!("the key `{}` stands twice in this map; the last one counts", entry.key.as_str());
    Problem::warning("duplicate-key", message, entry.key_span)
}
