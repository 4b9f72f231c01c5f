//! What an assembly says of its constructs: their logical ids and the stack traces of their creation.

use std::{
    collections::{HashMap, hash_map},
    sync::Arc,
};

use crate::syntax::node::{Kind, Node};

/// The entries of every construct, by construct path (`/Data/Frames/Resource`).
#[derive(Default)]
pub struct Metadata {
    constructs: HashMap<String, Arc<[Node]>>,
    /// The paths of the constructs with a logical id; nested stacks share their parent's file, so there may be several.
    by_logical_id: HashMap<String, Vec<String>>,
}

impl Metadata {
    /// Adds a map from construct paths to lists of entries.
    pub fn add(&mut self, constructs: Option<&Node>) {
        for construct in constructs.and_then(Node::map).unwrap_or_default() {
            let path = construct.key.as_str();
            let Kind::List(entries) = &construct.value.kind else { continue };
            for id in data(entries, "aws:cdk:logicalId").filter_map(Node::as_str) {
                let paths = self.by_logical_id.entry(id.to_owned()).or_default();
                paths.push(path.to_owned());
            }
            match self.constructs.entry(path.to_owned()) {
                hash_map::Entry::Vacant(new) => {
                    new.insert(entries.clone());
                }
                hash_map::Entry::Occupied(mut known) => {
                    let both = known.get().iter().chain(entries.iter()).cloned().collect();
                    known.insert(both);
                }
            }
        }
    }

    fn entries(&self, path: &str) -> &[Node] {
        self.constructs.get(path).map(|entries| &**entries).unwrap_or_default()
    }

    /// The construct with this logical id; where several stacks have it, the one below `prefix`.
    pub fn path_of(&self, logical_id: &str, prefix: &str) -> Option<&str> {
        let paths = self.by_logical_id.get(logical_id)?;
        let below = paths.iter().find(|path| path.starts_with(prefix));
        below.or(paths.iter().min_by_key(|path| path.len())).map(String::as_str)
    }

    /// The frames of a construct's creation, innermost first: `aws:cdk:creationStack` since 2.251, before that the trace
    /// of its logical id.
    pub fn creation(&self, path: &str) -> Vec<&str> {
        let entries = self.entries(path);
        let stack = data(entries, "aws:cdk:creationStack").find_map(Node::list);
        let mut of_ids = entries.iter().filter(|entry| is(entry, "aws:cdk:logicalId"));
        let frames = stack.or_else(|| of_ids.find_map(|entry| entry.get("trace")?.list()));
        frames.unwrap_or_default().iter().filter_map(Node::as_str).collect()
    }

    /// The frames that set a property of a construct last.
    pub fn assignment(&self, path: &str, property: &str) -> Vec<&str> {
        let entries = self.entries(path);
        let assigned = data(entries, "aws:cdk:propertyAssignment");
        let own = assigned
            .filter(|data| data.get("propertyName").and_then(Node::as_str) == Some(property));
        let frames = own.last().and_then(|data| data.get("stackTrace")?.list());
        frames.unwrap_or_default().iter().filter_map(Node::as_str).collect()
    }

    /// Hash and path of each asset that the legacy synthesizer lists.
    pub fn assets(&self) -> Vec<(String, String)> {
        let entries = self.constructs.values().flat_map(|entries| entries.iter());
        let assets = entries.filter(|entry| is(entry, "aws:cdk:asset"));
        let read = assets.filter_map(|entry| {
            let text = |key: &str| entry.path(&["data", key]).and_then(Node::as_str);
            Some((text("id")?.to_owned(), text("path")?.to_owned()))
        });
        read.collect()
    }
}

fn is(entry: &Node, kind: &str) -> bool {
    entry.get("type").and_then(Node::as_str) == Some(kind)
}

fn data<'n>(entries: &'n [Node], kind: &'n str) -> impl Iterator<Item = &'n Node> {
    entries.iter().filter(move |entry| is(entry, kind)).filter_map(|entry| entry.get("data"))
}
