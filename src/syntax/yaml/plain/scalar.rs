//! Tags, and texts on one line: plain and quoted.

use granit_parser::ScalarStyle;

use super::{
    super::{align::Aligner, scalar::resolve},
    Reader, Tagged,
};
use crate::{
    syntax::node::{Kind, Node, Tag},
    text::Text,
};

impl Reader<'_> {
    /// A local tag.
    pub(super) fn tag(&mut self) -> Option<Box<Tag>> {
        let start = self.at;
        self.at += 1;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b':' | b'_' | b'-' | b'.') =
            self.peek()
        {
            self.at += 1;
        }
        let name = self.text.get(start + 1..self.at)?;
        if name.is_empty() || !self.is_end_of_word() {
            return None;
        }
        let span = self.span(start, self.at);
        Some(Box::new(Tag { name: name.to_owned(), span }))
    }

    /// Whether a plain text may start with what is next.
    pub(super) fn starts_plain(&self) -> bool {
        match self.peek() {
            Some(b'-') => !matches!(
                self.byte(self.at + 1),
                None | Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}')
            ),
            None
            | Some(
                b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\'',
            )
            | Some(b'"' | b'%' | b'@' | b'`' | b'?' | b':' | b' ' | b'\t' | b'\n' | b'\r') => false,
            Some(_) => true,
        }
    }

    /// A plain text in a block, to its end.
    pub(super) fn plain(&mut self, tag: Tagged) -> Option<Node> {
        if !self.starts_plain() {
            return None;
        }
        let rest = self.rest();
        let line = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len()))?;
        let mut len = line.len();
        for at in memchr::memchr3_iter(b':', b'#', b'\t', line) {
            match line.get(at)? {
                b'\t' => return None,
                b':' if self.is_end_of_word_at(self.at + at + 1) => return None,
                b'#' if line.get(at - 1) == Some(&b' ') => {
                    len = at;
                    break;
                }
                _ => {}
            }
        }
        self.plain_node(self.at + len, tag)
    }

    /// The plain text that ends before the blanks that end at `end`.
    pub(super) fn plain_node(&mut self, end: usize, tag: Tagged) -> Option<Node> {
        let start = self.at;
        let word = self.text.get(start..end)?.trim_end_matches([' ', '\r']);
        self.at = start + word.len();
        let text = Text::written(word, self.span(start, self.at));
        let kind = if tag.is_some() { Kind::Text(text) } else { resolve(text) };
        Some(self.node(start, self.at, tag, kind))
    }

    pub(super) fn quoted_node(&mut self, tag: Tagged) -> Option<Node> {
        let start = self.at;
        let (text, end) = self.quoted()?;
        Some(self.node(start, end, tag, Kind::Text(text)))
    }

    /// A quoted text on one line, and where it ends.
    pub(super) fn quoted(&mut self) -> Option<(Text, usize)> {
        let style = if self.peek() == Some(b'\'') {
            ScalarStyle::SingleQuoted
        } else {
            ScalarStyle::DoubleQuoted
        };
        let start = self.at + 1;
        let is_as_written = self.quotes()?;
        let end = self.at - 1;
        if is_as_written {
            let text = Text::written(self.text.get(start..end)?, self.span(start, end));
            return Some((text, self.at));
        }
        Some((Aligner::new(self.text, self.file, start, end).flow(style), self.at))
    }

    /// Steps over a quoted text and says whether it means what is written.
    pub(super) fn quotes(&mut self) -> Option<bool> {
        let quote = self.peek()?;
        let mut is_as_written = true;
        self.at += 1;
        loop {
            self.at += memchr::memchr3(quote, b'\\', b'\n', self.rest())?;
            match (self.peek()?, self.byte(self.at + 1)) {
                (b'\'', Some(b'\'')) => {
                    is_as_written = false;
                    self.at += 2;
                }
                (b'\\', Some(b'"' | b'\\' | b'n' | b't' | b'/')) if quote == b'"' => {
                    is_as_written = false;
                    self.at += 2;
                }
                (b'\\', _) if quote == b'\'' => self.at += 1,
                (byte, _) if byte == quote => {
                    self.at += 1;
                    return Some(is_as_written);
                }
                _ => return None,
            }
        }
    }
}
