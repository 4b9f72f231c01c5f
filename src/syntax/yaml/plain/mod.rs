//! The quick way from text to tree: what is written plainly, as nearly all templates are.
//!
//! Whatever it does not know for certain (anchors, directives, tabs, keys that are no words, several documents) it leaves
//! to the parser with the whole file, and so everything that is wrong. What it does read, it reads as the parser does, to
//! the byte.

mod characters;
mod collection;
mod flow;
mod key;
mod lines;
mod literal;
mod scalar;
#[cfg(test)]
mod tests;

use crate::{
    finding::Problem,
    source::{FileId, Label, Span},
    syntax::node::{Document, Entry, Kind, Node, Prune, ReadAgain, Tag, closed_map},
};

/// Deeper nesting is left to the parser, which tells where it is too deep.
const MAX_DEPTH: usize = 48;

/// The document in `text`, pruned; `None` where it is not plain.
pub(super) fn read<'p>(text: &'p str, file: FileId, prune: Option<Prune<'p>>) -> Option<Document> {
    if !characters::are_plain(text) || !characters::are_few(text) {
        return None;
    }
    let mut reader = Reader::new(text, file, prune);
    let root = reader.root()?;
    Some(Document { root, comments: reader.comments, problems: reader.problems })
}

/// The map that starts at a byte of a text in which it was read before.
fn map_at(text: &str, file: FileId, at: usize) -> Option<Node> {
    let mut reader = Reader::new(text, file, None);
    reader.at = at;
    reader.line = memchr::memrchr(b'\n', text.as_bytes().get(..at)?).map_or(0, |end| end + 1);
    if reader.peek() == Some(b'{') {
        return reader.flow_map(None);
    }
    let column = at - reader.line;
    reader.column = Some(column);
    reader.map(column, None)
}

/// Where reading stands. Every method reads something from here on and stops behind it, or says `None`.
struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    file: FileId,
    at: usize,
    /// Where the line starts.
    line: usize,
    /// How far the line is indented whose text is next; `None` at the end of the file.
    column: Option<usize>,
    depth: usize,
    /// The items of all open lists, the innermost last.
    items: Vec<Node>,
    /// The entries of all open maps, the innermost last.
    entries: Vec<Entry>,
    comments: Vec<Label>,
    problems: Vec<Problem>,
    prune: Option<Prune<'a>>,
}

type Tagged = Option<Box<Tag>>;

impl<'a> Reader<'a> {
    fn new(text: &'a str, file: FileId, prune: Option<Prune<'a>>) -> Reader<'a> {
        Reader {
            text,
            bytes: text.as_bytes(),
            file,
            at: 0,
            line: 0,
            column: None,
            depth: 0,
            items: Vec::new(),
            entries: Vec::new(),
            comments: Vec::new(),
            problems: Vec::new(),
            prune,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// What is still to be read.
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start: start as u32, end: end as u32 }
    }

    /// A value at `start..end` that may follow a tag.
    fn node(&self, start: usize, end: usize, tag: Tagged, kind: Kind) -> Node {
        let span = self.span(start, end);
        let span = tag.as_ref().map_or(span, |tag| tag.span.to(span));
        Node { span, tag, kind }
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    /// The list of all items from `first` on.
    fn close_list(&mut self, first: usize) -> Kind {
        self.depth -= 1;
        Kind::List(self.items.drain(first..).collect())
    }

    /// The map of all entries from `first` on.
    fn close_map(&mut self, first: usize) -> Kind {
        self.depth -= 1;
        let prune = self.prune.as_mut().map(|prune| (prune, map_at as ReadAgain));
        closed_map(&mut self.entries, first, self.depth, prune, &mut self.problems)
    }
}
