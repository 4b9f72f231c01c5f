//! What the conditions and mappings of a template compare its parameters with.

use std::collections::HashMap;

use crate::{
    syntax::node::{Kind, Node},
    text::Text,
};

use super::{super::evaluate::call, MAX_VALUES};

/// What a template compares a parameter with.
#[derive(Debug, Default)]
pub struct Compared {
    pub values: Vec<Text>,
    /// Whether it is a mapping's key, so that only these values can be deployed.
    pub keys_only: bool,
    /// Whether there are more values than are told apart.
    pub too_many: bool,
}

impl Compared {
    fn add(&mut self, value: &Text) {
        if self.values.contains(value) {
            return;
        }
        if self.values.len() < MAX_VALUES {
            self.values.push(value.clone());
        } else {
            self.too_many = true;
        }
    }
}

/// What each parameter is compared with, in conditions and as the key of a mapping.
pub fn compared<'n>(
    conditions: impl Iterator<Item = &'n Node>,
    everything: &Node,
    mappings: &HashMap<String, Node>,
) -> Found {
    let mut out = Found::new();
    conditions.for_each(|node| comparisons(node, &mut out, 0));
    if !mappings.is_empty() {
        lookups(everything, mappings, &mut out, 0);
    }
    out
}

/// What each parameter is compared with, by its name.
pub type Found = HashMap<String, Compared>;

const MAX_DEPTH: usize = 150;

fn comparisons(node: &Node, out: &mut Found, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    if let Some(call) = call(node)
        && call.name == "Equals"
        && let Some([left, right]) = call.argument.list()
    {
        for (one, other) in [(left, right), (right, left)] {
            if let (Some(name), None, Some(text)) =
                (referenced(one), self::call(other), other.text())
            {
                out.entry(name.to_owned()).or_default().add(text);
            }
        }
        return;
    }
    each(node, &mut |child| comparisons(child, out, depth + 1));
}

fn lookups(node: &Node, mappings: &HashMap<String, Node>, out: &mut Found, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    if let Some(call) = call(node)
        && call.name == "FindInMap"
        && let Some([map, first, rest @ ..]) = call.argument.list()
        && let (Some(map), Some(name)) = (map.as_str(), referenced(first))
        && let Some(entries) = mappings.get(map).and_then(Node::map)
    {
        let found = out.entry(name.to_owned()).or_default();
        entries.iter().take(MAX_VALUES + 1).for_each(|entry| found.add(&entry.key));
        found.keys_only |= rest.len() == 1;
    }
    each(node, &mut |child| lookups(child, mappings, out, depth + 1));
}

fn each(node: &Node, f: &mut dyn FnMut(&Node)) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(f),
        Kind::Map(entries) => entries.iter().for_each(|entry| f(&entry.value)),
        _ => {}
    }
}

fn referenced(node: &Node) -> Option<&str> {
    call(node).filter(|call| call.name == "Ref").and_then(|call| call.argument.as_str())
}
