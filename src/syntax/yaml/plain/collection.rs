//! Block lists and maps, and the values in them.

use super::{Reader, Tagged};
use crate::syntax::node::{Entry, Kind, Node};

/// What holds a value.
#[derive(Clone, Copy)]
pub(super) struct Holder {
    /// How far it is indented.
    column: usize,
    /// A list in a map need not be indented.
    is_map: bool,
}

impl Holder {
    /// The least indentation of a text that it holds.
    pub(super) fn inside(self) -> usize {
        self.column + 1
    }
}

impl Reader<'_> {
    /// The only document, a list or a map.
    pub(super) fn root(&mut self) -> Option<Node> {
        if self.next_line().is_none() {
            self.document_start()?;
        }
        let column = self.column?;
        let root =
            if self.starts_item() { self.list(column, None)? } else { self.map(column, None)? };
        self.column.is_none().then_some(root)
    }

    /// `---` alone on its line.
    fn document_start(&mut self) -> Option<()> {
        self.bytes
            .get(self.at..self.at + 3)
            .filter(|mark| *mark == b"---" && self.starts_line())?;
        self.at += 3;
        self.end_line()
    }

    /// Whether a dash is next that starts an item.
    fn starts_item(&self) -> bool {
        self.peek() == Some(b'-')
            && matches!(self.byte(self.at + 1), None | Some(b' ' | b'\n' | b'\r'))
    }

    fn list(&mut self, column: usize, tag: Tagged) -> Option<Node> {
        let (start, first) = (self.at, self.items.len());
        let mut end = start;
        self.deeper()?;
        while self.column == Some(column) && self.starts_item() {
            let item = self.item(column)?;
            end = end.max(item.span.end as usize);
            self.items.push(item);
        }
        if self.column > Some(column) {
            return None;
        }
        let kind = self.close_list(first);
        Some(self.node(start, end, tag, kind))
    }

    fn item(&mut self, column: usize) -> Option<Node> {
        self.at += 1;
        self.spaces();
        let holder = Holder { column, is_map: false };
        if self.starts_item() {
            let column = self.at - self.line;
            self.column = Some(column);
            return self.list(column, None);
        }
        if self.starts_entry() {
            let column = self.at - self.line;
            self.column = Some(column);
            return self.map(column, None);
        }
        self.value(holder, None)
    }

    pub(super) fn map(&mut self, column: usize, tag: Tagged) -> Option<Node> {
        let (start, first) = (self.at, self.entries.len());
        let mut end = start;
        self.deeper()?;
        let holder = Holder { column, is_map: true };
        while self.column == Some(column) {
            let (key, key_span) = self.key()?;
            let value = self.value(holder, None)?;
            end = end.max(value.span.end as usize);
            self.entries.push(Entry { key, key_span, value });
        }
        if self.column > Some(column) {
            return None;
        }
        let kind = self.close_map(first);
        Some(self.node(start, end, tag, kind))
    }

    /// What follows a colon, a dash or a tag.
    fn value(&mut self, holder: Holder, tag: Tagged) -> Option<Node> {
        let behind = self.at;
        self.spaces();
        if self.ends_line() {
            return self.below(holder, behind, tag);
        }
        if self.peek() == Some(b'#') {
            let value = self.below(holder, behind, tag)?;
            // the parser places an item that is missing before a comment in its own way
            let is_missing = matches!(value.kind, Kind::Null);
            return (holder.is_map || !is_missing).then_some(value);
        }
        self.inline(holder, tag)
    }

    /// What stands on the lines below, or nothing at all.
    fn below(&mut self, holder: Holder, behind: usize, tag: Tagged) -> Option<Node> {
        self.end_line()?;
        if self.column > Some(holder.column) {
            return self.block(holder, tag);
        }
        if holder.is_map && self.column == Some(holder.column) && self.starts_item() {
            let is_commented =
                self.rest().iter().skip(1).find(|byte| **byte != b' ') == Some(&b'#');
            return if is_commented { None } else { self.list(holder.column, tag) };
        }
        Some(self.node(behind, behind, tag, Kind::Null))
    }

    /// What starts the line.
    fn block(&mut self, holder: Holder, tag: Tagged) -> Option<Node> {
        let column = self.column?;
        if self.starts_item() {
            return self.list(column, tag);
        }
        if self.starts_entry() {
            return self.map(column, tag);
        }
        self.inline(Holder { is_map: false, ..holder }, tag)
    }

    /// What goes on in this line.
    fn inline(&mut self, holder: Holder, tag: Tagged) -> Option<Node> {
        let node = match self.peek()? {
            b'!' if tag.is_none() => {
                let tag = self.tag()?;
                return self.value(holder, Some(tag));
            }
            b'|' | b'>' => return self.literal(holder, tag),
            b'[' => self.flow_list(tag)?,
            b'{' => self.flow_map(tag)?,
            b'"' | b'\'' => self.quoted_node(tag)?,
            _ => self.plain(tag)?,
        };
        self.end_line()?;
        Some(node)
    }
}
