//! `AWS::Include` of a file beside the template: its entries stand where the transform stood.

use std::cell::Cell;

use crate::{
    dialect::room::Room,
    source::{Sources, join, parent},
    syntax::{
        node::{Entry, Kind, MAX_NODES, Node},
        yaml,
    },
};

/// Included files include others at most this deep.
const MAX_FILES: usize = 8;
/// So many files one template includes; one that is included again counts again.
const MAX_INCLUDED: usize = 1_000;
const MAX_DEPTH: usize = 150;

/// What one template may still include.
struct Includes<'s> {
    sources: &'s Sources,
    files: Cell<usize>,
    room: Room,
}

impl Includes<'_> {
    fn read(&self, path: &str) -> Option<Node> {
        self.files.set(self.files.get().checked_sub(1).filter(|_| !self.room.is_full())?);
        let file = self.sources.open(path).ok()?;
        let root = yaml::read(&self.sources.get(file), file).ok()?.root;
        self.room.takes(root.count(MAX_NODES)).then_some(root)
    }
}

/// The template with every local include spliced in. What lies in a bucket stays as it is written.
pub fn spliced(root: Node, path: &str, text: &str, sources: &Sources) -> Node {
    if memchr::memmem::find(text.as_bytes(), b"AWS::Include").is_none() {
        return root;
    }
    let Kind::Map(entries) = &root.kind else { return root };
    let includes = Includes { sources, files: Cell::new(MAX_INCLUDED), room: Room::of(MAX_NODES) };
    let mut out = Vec::with_capacity(entries.len());
    for entry in entries.iter() {
        let included = match entry.key.as_str() {
            "Transform" => included(&entry.value, path, &includes, 0),
            _ => None,
        };
        match included {
            Some(more) => out.extend(more),
            None => {
                let value = spliced_node(&entry.value, path, &includes, 0, 0);
                out.push(Entry { value, ..entry.clone() });
            }
        }
    }
    Node { kind: Kind::Map(out.into()), ..root }
}

fn spliced_node(node: &Node, path: &str, includes: &Includes, depth: usize, files: usize) -> Node {
    if depth > MAX_DEPTH {
        return node.clone();
    }
    let is_transform = node.tag.as_ref().is_some_and(|tag| tag.name == "Transform");
    if let Some(all) = is_transform.then(|| included(node, path, includes, files)).flatten() {
        return Node { tag: None, kind: Kind::Map(all.into()), ..node.clone() };
    }
    let inner = |node: &Node| spliced_node(node, path, includes, depth + 1, files);
    let kind = match &node.kind {
        Kind::List(items) => Kind::List(items.iter().map(inner).collect()),
        Kind::Map(entries) => {
            let mut out = Vec::with_capacity(entries.len());
            for entry in entries.iter() {
                let more = match entry.key.as_str() {
                    "Fn::Transform" => included(&entry.value, path, includes, files),
                    _ => None,
                };
                match more {
                    Some(more) => out.extend(more),
                    None => out.push(Entry { value: inner(&entry.value), ..entry.clone() }),
                }
            }
            Kind::Map(out.into())
        }
        scalar => scalar.clone(),
    };
    Node { kind, ..node.clone() }
}

/// The entries of the file that `{Name: AWS::Include, Parameters: {Location: …}}` names.
fn included(node: &Node, path: &str, includes: &Includes, files: usize) -> Option<Vec<Entry>> {
    let is_include = node.get("Name").and_then(Node::as_str) == Some("AWS::Include");
    let location = node.path(&["Parameters", "Location"]).and_then(Node::as_str);
    let location = location.filter(|location| is_include && !location.contains("://"))?;
    if files >= MAX_FILES {
        return None;
    }
    let path = join(parent(path), location)?;
    let root = spliced_node(&includes.read(&path)?, &path, includes, 0, files + 1);
    root.map().map(<[Entry]>::to_vec)
}
