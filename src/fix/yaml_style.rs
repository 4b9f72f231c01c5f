//! How a YAML text is laid out, and a value laid out the same way.

use super::{
    shape::Shape,
    text::{line_before, line_end, slice},
};
use crate::syntax::node::{Kind, MAX_DEPTH, Node};

/// The layout of one file.
pub struct Style<'a> {
    pub text: &'a str,
    pub end: &'static str,
    /// Whether the dashes of a list stand further right than its key.
    indented_lists: bool,
    quote: char,
    /// What one level of nesting adds.
    pub step: usize,
}

impl<'a> Style<'a> {
    pub fn of(text: &'a str, root: &Node) -> Style<'a> {
        let quote = if text.contains('\'') || !text.contains('"') { '\'' } else { '"' };
        let step = first_step(text, root).unwrap_or(2);
        let indented_lists = indented_list(text, root, 0).unwrap_or(true);
        Style { text, end: line_end(text), indented_lists, quote, step }
    }

    /// The value of a key, inside brackets.
    pub fn flow(&self, shape: &Shape) -> String {
        match shape {
            Shape::Text(text) => self.scalar(text),
            Shape::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Shape::Map(entries) => {
                let entry = |(key, value): &(String, Shape)| format!("{key}: {}", self.flow(value));
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// A key and its value on lines of their own, without line ends.
    pub fn entry(&self, key: &str, value: &Shape, column: usize) -> Vec<String> {
        let pad = " ".repeat(column);
        if value.is_short() {
            return vec![format!("{pad}{key}: {}", self.flow(value))];
        }
        let mut out = vec![format!("{pad}{key}:")];
        match value {
            Shape::Map(entries) => {
                for (key, value) in entries {
                    out.extend(self.entry(key, value, column + self.step));
                }
            }
            Shape::List(items) => {
                let deeper = if self.indented_lists { self.step } else { 0 };
                items.iter().for_each(|item| out.extend(self.item(item, column + deeper)));
            }
            Shape::Text(_) => {}
        }
        out
    }

    /// An item of a list, its dash at a column.
    pub fn item(&self, item: &Shape, column: usize) -> Vec<String> {
        let pad = " ".repeat(column);
        let Shape::Map(entries) = item else { return vec![format!("{pad}- {}", self.flow(item))] };
        let lines = entries.iter().flat_map(|(key, value)| self.entry(key, value, column + 2));
        let mut lines: Vec<String> = lines.collect();
        if let Some(first) = lines.first_mut() {
            *first = format!("{pad}- {}", first.trim_start());
        }
        lines
    }

    fn scalar(&self, text: &str) -> String {
        let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if is_plain { text.to_owned() } else { format!("{0}{text}{0}", self.quote) }
    }
}

/// The indentation of the first map that stands in another.
fn first_step(text: &str, root: &Node) -> Option<usize> {
    root.map()?.iter().find_map(|entry| {
        let inner = entry.value.map()?.iter().find(|_| is_block(text, &entry.value))?;
        let column = line_before(text, inner.key_span.start);
        (column.trim().is_empty() && !column.is_empty()).then_some(column.len())
    })
}

/// Whether a collection is written without brackets.
pub fn is_block(text: &str, node: &Node) -> bool {
    node.tag.is_none() && !slice(text, node.span.start, node.span.end).starts_with(['{', '[', '*'])
}

/// Whether the first list below a key has its dashes further right; `None` when there is no such list.
fn indented_list(text: &str, node: &Node, depth: usize) -> Option<bool> {
    if depth > MAX_DEPTH {
        return None;
    }
    match &node.kind {
        Kind::Map(entries) => entries.iter().find_map(|entry| {
            let value = &entry.value;
            let dash = line_before(text, value.span.start);
            let is_list = matches!(value.kind, Kind::List(_)) && is_block(text, value);
            if is_list && dash.trim().is_empty() {
                let key = line_before(text, entry.key_span.start);
                return Some(dash.len() > key.len());
            }
            indented_list(text, value, depth + 1)
        }),
        Kind::List(items) => items.iter().find_map(|item| indented_list(text, item, depth + 1)),
        _ => None,
    }
}
