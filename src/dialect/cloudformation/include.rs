//! `AWS::Include` of a file beside the template: its entries stand where the transform stood.

use crate::{
    source::{Sources, join, parent},
    syntax::{
        node::{Entry, Kind, Node},
        yaml,
    },
};

/// Included files include others at most this deep.
const MAX_FILES: usize = 8;
const MAX_DEPTH: usize = 150;

/// The template with every local include spliced in. What lies in a bucket stays as it is written.
pub fn spliced(root: Node, path: &str, text: &str, sources: &Sources) -> Node {
    if memchr::memmem::find(text.as_bytes(), b"AWS::Include").is_none() {
        return root;
    }
    let Kind::Map(entries) = &root.kind else { return root };
    let mut out = Vec::with_capacity(entries.len());
    for entry in entries.iter() {
        let included = match entry.key.as_str() {
            "Transform" => included(&entry.value, path, sources, 0),
            _ => None,
        };
        match included {
            Some(more) => out.extend(more),
            None => {
                let value = spliced_node(&entry.value, path, sources, 0, 0);
                out.push(Entry { value, ..entry.clone() });
            }
        }
    }
    Node { kind: Kind::Map(out.into()), ..root }
}

fn spliced_node(node: &Node, path: &str, sources: &Sources, depth: usize, files: usize) -> Node {
    if depth > MAX_DEPTH {
        return node.clone();
    }
    let inner = |node: &Node| spliced_node(node, path, sources, depth + 1, files);
    let kind = match &node.kind {
        Kind::List(items) => Kind::List(items.iter().map(inner).collect()),
        Kind::Map(entries) => {
            let mut out = Vec::with_capacity(entries.len());
            for entry in entries.iter() {
                let more = match entry.key.as_str() {
                    "Fn::Transform" => included(&entry.value, path, sources, files),
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
fn included(node: &Node, path: &str, sources: &Sources, files: usize) -> Option<Vec<Entry>> {
    let is_include = node.get("Name").and_then(Node::as_str) == Some("AWS::Include");
    let location = node.path(&["Parameters", "Location"]).and_then(Node::as_str);
    let location = location.filter(|location| is_include && !location.contains("://"))?;
    if files >= MAX_FILES {
        return None;
    }
    let path = join(parent(path), location)?;
    let file = sources.open(&path).ok()?;
    let document = yaml::read(&sources.get(file), file).ok()?;
    let root = spliced_node(&document.root, &path, sources, 0, files + 1);
    root.map().map(<[Entry]>::to_vec)
}
