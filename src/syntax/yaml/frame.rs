//! Lists and maps while they are being read, and what anchors keep of them.

use crate::{source::Span, text::Text};

use super::super::node::{Entry, Kind, Node, Tag};

/// A finished value with its measure, aliases followed.
#[derive(Clone)]
pub struct Measured {
    pub node: Node,
    /// How many lists and maps nest in it.
    pub height: usize,
    /// How much work it is to go through it; a stand-in for nodes and bytes.
    pub weight: usize,
}

impl Measured {
    pub fn scalar(node: Node) -> Measured {
        let weight = 1 + node.text().map_or(0, Text::len) / 32;
        Measured { node, height: 0, weight }
    }
}

/// An open list or map.
pub struct Frame {
    /// The number of its anchor; 0 for none.
    pub anchor: usize,
    pub tag: Option<Box<Tag>>,
    /// Where it starts, its tag left aside.
    pub start: u32,
    /// Where its last child ends.
    pub end: u32,
    pub height: usize,
    pub weight: usize,
    pub body: Body,
}

pub enum Body {
    List(Vec<Node>),
    Map(Pairs),
}

#[derive(Default)]
pub struct Pairs {
    /// The key whose value is next.
    pub key: Option<Key>,
    pub entries: Vec<Entry>,
    /// The values of `<<`.
    pub merges: Vec<Node>,
}

pub enum Key {
    Text(Text, Span),
    /// A plain `<<`.
    Merge,
    /// A list or a map, which cannot be a key here.
    Other,
}

impl Frame {
    /// Whether the next value is a key.
    pub fn wants_key(&self) -> bool {
        matches!(&self.body, Body::Map(pairs) if pairs.key.is_none())
    }

    /// Adds an item, or the value of the key that waits for one.
    pub fn add(&mut self, child: Measured) {
        self.end = self.end.max(child.node.span.end);
        self.height = self.height.max(child.height);
        self.weight = self.weight.saturating_add(child.weight);
        let value = child.node;
        match &mut self.body {
            Body::List(items) => items.push(value),
            Body::Map(pairs) => match pairs.key.take() {
                Some(Key::Text(key, key_span)) => {
                    pairs.entries.push(Entry { key, key_span, value })
                }
                Some(Key::Merge) => pairs.merges.push(value),
                Some(Key::Other) | None => {}
            },
        }
    }

    /// The finished list or map, without its merges.
    pub fn close(self, span: Span) -> Measured {
        let kind = match self.body {
            Body::List(mut items) => {
                items.shrink_to_fit();
                Kind::List(items.into())
            }
            Body::Map(mut pairs) => {
                pairs.entries.shrink_to_fit();
                Kind::Map(pairs.entries.into())
            }
        };
        let node = Node { span, tag: self.tag, kind };
        Measured { node, height: self.height + 1, weight: self.weight }
    }
}
