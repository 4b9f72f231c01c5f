//! Lists and maps in brackets.

use super::{Reader, Tagged, key::MAX_KEY};
use crate::{
    source::Span,
    syntax::node::{Entry, Kind, Node},
    text::Text,
};

impl Reader<'_> {
    pub(super) fn flow_list(&mut self, tag: Tagged) -> Option<Node> {
        let (start, first) = (self.at, self.items.len());
        self.deeper()?;
        self.at += 1;
        self.gap()?;
        while !self.takes(b']') {
            let item = self.flow_value(None)?;
            self.items.push(item);
            self.comma(b']')?;
        }
        let kind = self.close_list(first);
        Some(self.node(start, self.at, tag, kind))
    }

    pub(super) fn flow_map(&mut self, tag: Tagged) -> Option<Node> {
        let (start, first) = (self.at, self.entries.len());
        self.deeper()?;
        self.at += 1;
        self.gap()?;
        while !self.takes(b'}') {
            let (key, key_span) = self.flow_key()?;
            let behind = self.at;
            self.gap()?;
            let value = match self.peek()? {
                b',' | b'}' => self.node(behind, behind, None, Kind::Null),
                _ => self.flow_value(None)?,
            };
            self.entries.push(Entry { key, key_span, value });
            self.comma(b'}')?;
        }
        let kind = self.close_map(first);
        Some(self.node(start, self.at, tag, kind))
    }

    /// What stands between two entries, or before the closing bracket.
    fn comma(&mut self, bracket: u8) -> Option<()> {
        self.gap()?;
        if self.takes(b',') {
            return self.gap();
        }
        (self.peek()? == bracket).then_some(())
    }

    /// A key and its colon, on one line.
    fn flow_key(&mut self) -> Option<(Text, Span)> {
        let start = self.at;
        if matches!(self.peek()?, b'"' | b'\'') {
            let (text, end) = self.quoted()?;
            return (self.takes(b':') && end - start < MAX_KEY)
                .then(|| (text, self.span(start, end)));
        }
        let end = self.flow_word()?;
        self.at = end;
        let is_key = self.takes(b':') && self.is_end_of_word() && end - start < MAX_KEY;
        if is_key { self.key_text(start, end) } else { None }
    }

    fn flow_value(&mut self, tag: Tagged) -> Option<Node> {
        match self.peek()? {
            b'!' if tag.is_none() => {
                let tag = self.tag()?;
                self.spaces();
                self.flow_value(Some(tag))
            }
            b'[' => self.flow_list(tag),
            b'{' => self.flow_map(tag),
            b'"' | b'\'' => self.quoted_node(tag),
            _ => {
                let end = self.flow_word()?;
                self.plain_node(end, tag)
            }
        }
    }

    /// Where the plain text ends that is next, blanks included.
    fn flow_word(&self) -> Option<usize> {
        if !self.starts_plain() {
            return None;
        }
        let mut before = b' ';
        for (len, byte) in self.rest().iter().enumerate() {
            let at = self.at + len;
            match byte {
                b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r' | b'\t' => return Some(at),
                b'#' if before == b' ' => return Some(at),
                b':' if self.is_end_of_word_at(at + 1) => return Some(at),
                b':' if matches!(self.byte(at + 1)?, b',' | b'[' | b']' | b'{' | b'}' | b'\t') => {
                    return None;
                }
                _ => before = *byte,
            }
        }
        None
    }

    /// Blanks, line ends and comments.
    fn gap(&mut self) -> Option<()> {
        loop {
            match self.peek()? {
                b' ' => self.at += 1,
                b'\n' | b'\r' => {
                    self.step_line();
                    if self.marks_document() {
                        return None;
                    }
                }
                b'#' if self.follows_blank() => self.comment(),
                b'\t' => return None,
                _ => return Some(()),
            }
        }
    }
}
