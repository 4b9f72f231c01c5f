//! How a JSON text is laid out, and a value laid out the same way.

use super::{
    shape::Shape,
    text::{indentation, line_end, slice},
};
use crate::syntax::node::{Kind, Node};

/// The layout of one file.
pub struct Style<'a> {
    pub text: &'a str,
    pub end: &'static str,
    /// What one level of nesting adds.
    pub unit: String,
    /// Whether lists of texts stand on one line.
    short_lists: bool,
    comma: &'static str,
    colon: &'static str,
}

impl<'a> Style<'a> {
    pub fn of(text: &'a str, root: &Node) -> Style<'a> {
        let first = text.lines().skip(1).find_map(|line| {
            let blanks = line.len() - line.trim_start().len();
            line.get(..blanks).filter(|blanks| !blanks.is_empty() && blanks.len() < line.len())
        });
        let spaced = |sign: &str| text.contains(&format!("{sign} ")) || text.contains('\n');
        Style {
            text,
            end: line_end(text),
            unit: first.unwrap_or("  ").to_owned(),
            short_lists: short_list(text, root, 0).unwrap_or(false),
            comma: if spaced("\",") || text.contains(", ") { ", " } else { "," },
            colon: if spaced("\":") { ": " } else { ":" },
        }
    }

    /// Whether the values of a collection stand on lines of their own; what an empty one does follows from the file.
    pub fn is_block(&self, node: &Node) -> bool {
        match first_of(node) {
            Some(first) => slice(self.text, node.span.start, first).contains('\n'),
            None => self.text.trim_end().contains('\n'),
        }
    }

    /// The indentation of the values of a collection that stand on lines of their own.
    pub fn inner(&self, node: &Node) -> String {
        match first_of(node) {
            Some(first) => indentation(self.text, first).to_owned(),
            None => format!("{}{}", indentation(self.text, node.span.start), self.unit),
        }
    }

    pub fn key(&self, key: &str) -> String {
        format!("{}{}", quoted(key), self.colon)
    }

    /// On one line.
    pub fn inline(&self, shape: &Shape) -> String {
        match shape {
            Shape::Text(text) => quoted(text),
            Shape::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.inline(item)).collect();
                format!("[{}]", items.join(self.comma))
            }
            Shape::Map(entries) => {
                let entry = |(key, value): &(String, Shape)| self.key(key) + &self.inline(value);
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(self.comma))
            }
        }
    }

    /// On lines of its own, the first of which is already indented by `pad`.
    pub fn block(&self, shape: &Shape, pad: &str) -> String {
        let inner = format!("{pad}{}", self.unit);
        let (open, close, items): (char, char, Vec<String>) = match shape {
            Shape::Text(_) => return self.inline(shape),
            Shape::List(_) if shape.is_short() && self.short_lists => return self.inline(shape),
            Shape::List(items) => {
                ('[', ']', items.iter().map(|item| self.block(item, &inner)).collect())
            }
            Shape::Map(entries) => {
                let entry = |(key, value): &(String, Shape)| {
                    format!("{}{}", self.key(key), self.block(value, &inner))
                };
                ('{', '}', entries.iter().map(entry).collect())
            }
        };
        let lines = items.join(&format!(",{}{inner}", self.end));
        format!("{open}{}{inner}{lines}{}{pad}{close}", self.end, self.end)
    }

    pub fn comma(&self) -> &'static str {
        self.comma
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Where the first key or value of a collection starts.
fn first_of(node: &Node) -> Option<u32> {
    match &node.kind {
        Kind::Map(entries) => entries.first().map(|entry| entry.key_span.start),
        Kind::List(items) => items.first().map(|item| item.span.start),
        _ => None,
    }
}

/// Whether the first list of texts stands on one line; `None` when there is no such list.
fn short_list(text: &str, node: &Node, depth: usize) -> Option<bool> {
    if depth > crate::syntax::node::MAX_DEPTH {
        return None;
    }
    match &node.kind {
        Kind::List(items) if items.first().is_some_and(|first| first.text().is_some()) => {
            Some(!slice(text, node.span.start, node.span.end).contains('\n'))
        }
        Kind::List(items) => items.iter().find_map(|item| short_list(text, item, depth + 1)),
        Kind::Map(entries) => {
            entries.iter().find_map(|entry| short_list(text, &entry.value, depth + 1))
        }
        _ => None,
    }
}
