//! `Fn::ForEach`: one fragment for each element of a collection.

use std::collections::HashMap;

use crate::{
    finding::Problem,
    syntax::node::{Entry, Kind, Node},
    text::Text,
};

use super::template::Parameter;

/// All loops of a template together make at most this many nodes.
const BUDGET: usize = 200_000;
/// Loops stand in each other at most this deep.
const MAX_DEPTH: usize = 150;

struct Expansion<'a> {
    parameters: &'a HashMap<String, Parameter>,
    mappings: Option<Node>,
    left: usize,
    problems: &'a mut Vec<Problem>,
}

/// The template with its loops expanded, as far as their collections are known. A loop that is not expanded stays, with a
/// problem that says so.
pub fn expanded(
    root: Node,
    parameters: &HashMap<String, Parameter>,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Node {
    if memchr::memmem::find(text.as_bytes(), b"Fn::ForEach").is_none() {
        return root;
    }
    let mappings = root.get("Mappings").cloned();
    Expansion { parameters, mappings, left: BUDGET, problems }.node(&root, 0)
}

impl Expansion<'_> {
    fn node(&mut self, node: &Node, depth: usize) -> Node {
        if depth > MAX_DEPTH {
            return node.clone();
        }
        let kind = match &node.kind {
            Kind::List(items) => {
                Kind::List(items.iter().map(|item| self.node(item, depth + 1)).collect())
            }
            Kind::Map(entries) => {
                let mut out = Vec::with_capacity(entries.len());
                entries.iter().for_each(|entry| self.entry(entry, depth, &mut out));
                Kind::Map(out.into())
            }
            scalar => scalar.clone(),
        };
        Node { kind, ..node.clone() }
    }

    fn entry(&mut self, entry: &Entry, depth: usize, out: &mut Vec<Entry>) {
        if !entry.key.as_str().starts_with("Fn::ForEach::") {
            let value = self.node(&entry.value, depth + 1);
            out.push(Entry { value, ..entry.clone() });
            return;
        }
        let (name, elements, body) = match entry.value.list() {
            Some([name, collection, body]) => (name.as_str(), self.elements(collection), body),
            _ => (None, None, &entry.value),
        };
        let (Some(name), Some(elements)) = (name, elements) else {
            let message = format!(
                "what {} repeats cannot be told, for its collection is not known; it is left out",
                entry.key.as_str()
            );
            self.problems.push(Problem::warning("unknown-loop", message, entry.key_span));
            out.push(entry.clone());
            return;
        };
        for element in elements {
            let Some(fragment) = self.substituted(body, name, &element, 0) else {
                let message = "the loops of this template make more than 200,000 values";
                self.problems.push(Problem::warning("unknown-loop", message, entry.key_span));
                return;
            };
            for inner in fragment.map().unwrap_or_default() {
                self.entry(inner, depth + 1, out);
            }
        }
    }

    /// The texts of a collection: a list of texts, or a parameter's default.
    fn elements(&self, collection: &Node) -> Option<Vec<Text>> {
        if let Some(parameter) = reference(collection) {
            let default = self.parameters.get(parameter.as_str())?.default.as_ref()?;
            return Some(split(default));
        }
        if let Some(found) = looked_up(collection) {
            return self.elements(&self.mapped(found)?);
        }
        let mut out = Vec::new();
        for item in collection.list()? {
            match reference(item) {
                Some(_) => out.extend(self.elements(item)?),
                None => out.push(item.text()?.clone()),
            }
        }
        Some(out)
    }

    /// What `Fn::FindInMap` finds with keys that are written, that are defaults, or that are the only ones.
    fn mapped(&self, arguments: &[Node]) -> Option<Node> {
        let [map, keys @ ..] = arguments else { return None };
        let mut at = self.mappings.as_ref()?.get(map.as_str()?)?;
        for key in keys.iter().take(2) {
            let entries = at.map()?;
            let written = match reference(key) {
                Some(name) => {
                    self.parameters.get(name.as_str()).and_then(|one| one.default.as_ref())
                }
                None => key.text(),
            };
            at = match (written, entries) {
                (Some(key), _) => at.get(key.as_str())?,
                (None, [only]) => &only.value,
                (None, _) => return None,
            };
        }
        Some(at.clone())
    }

    /// A fragment with the loop's name replaced in keys, texts and references; `None` when the budget is spent.
    fn substituted(&mut self, node: &Node, name: &str, with: &Text, depth: usize) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return Some(node.clone());
        }
        if reference(node).is_some_and(|text| text.as_str() == name) {
            return Some(Node { tag: None, kind: Kind::Text(with.clone()), ..node.clone() });
        }
        let kind = match &node.kind {
            Kind::Text(text) => Kind::Text(replaced(text, name, with)),
            Kind::List(items) => {
                let items: Option<Vec<Node>> = items
                    .iter()
                    .map(|item| self.substituted(item, name, with, depth + 1))
                    .collect();
                Kind::List(items?.into())
            }
            Kind::Map(entries) => {
                let mut out = Vec::with_capacity(entries.len());
                for entry in entries.iter() {
                    let key = replaced(&entry.key, name, with);
                    let value = self.substituted(&entry.value, name, with, depth + 1)?;
                    out.push(Entry { key, value, key_span: entry.key_span });
                }
                Kind::Map(out.into())
            }
            scalar => scalar.clone(),
        };
        Some(Node { kind, ..node.clone() })
    }
}

/// What `!Ref x` or `{"Ref": "x"}` names.
fn reference(node: &Node) -> Option<&Text> {
    if node.tag.as_ref().is_some_and(|tag| tag.name == "Ref") {
        return node.text();
    }
    match node.map()? {
        [entry] if entry.key.as_str() == "Ref" => entry.value.text(),
        _ => None,
    }
}

/// The arguments of `Fn::FindInMap`.
fn looked_up(node: &Node) -> Option<&[Node]> {
    if node.tag.as_ref().is_some_and(|tag| tag.name == "FindInMap") {
        return node.list();
    }
    match node.map()? {
        [entry] if entry.key.as_str() == "Fn::FindInMap" => entry.value.list(),
        _ => None,
    }
}

/// The elements of a comma-delimited list, without the blanks around them.
pub fn split(text: &Text) -> Vec<Text> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in text.as_str().split(',') {
        let lead = piece.len() - piece.trim_start().len();
        out.push(text.slice(start + lead, start + lead + piece.trim().len()));
        start += piece.len() + 1;
    }
    out
}

/// `${Name}` by the element, `&{Name}` by its letters and digits.
fn replaced(text: &Text, name: &str, with: &Text) -> Text {
    if !text.as_str().contains(name) {
        return text.clone();
    }
    let whole = format!("${{{name}}}");
    let plain = format!("&{{{name}}}");
    let letters: String = with.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    let mut out = Text::default();
    let mut at = 0;
    while let Some(rest) = text.as_str().get(at..) {
        let next = [rest.find(&whole), rest.find(&plain)].into_iter().flatten().min();
        let Some(found) = next.map(|found| at + found) else { break };
        out.append(&text.slice(at, found));
        let span = text.span_of(found, found + whole.len());
        let is_whole = text.as_str().get(found..).is_some_and(|rest| rest.starts_with('$'));
        out.push(if is_whole { with.as_str() } else { &letters }, span);
        at = found + whole.len();
    }
    out.append(&text.slice(at, text.len()));
    out
}
