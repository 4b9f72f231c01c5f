//! The quick way from text to tree: what is written plainly, as nearly all of a configuration is.
//!
//! Whatever it does not know (escaped braces, directives, strip markers, fractions, names in other scripts) it leaves to
//! the parser with the whole item, and so everything that is wrong. What it does read, it reads as the parser does, to
//! the byte.

mod body;
mod collection;
mod expression;
mod heredoc;
mod string;
#[cfg(test)]
mod tests;

use super::{lower::Lowering, survey::Range, tree::Body};
use crate::source::Span;

/// Deeper nesting is left to the parser, which tells where it is too deep.
const MAX_DEPTH: usize = 24;

/// The attributes and blocks of a top-level item, which lies at `range` of the survey's copy; `None` where it is not
/// plain.
pub(super) fn item(lowering: &Lowering, range: &Range, span: Span) -> Option<Body> {
    if lowering.has_empty_heredoc(range) {
        return None;
    }
    let text = lowering.prepared().get(..range.end)?;
    let mut reader = Reader { lowering, text, at: range.start, depth: 0 };
    reader.item(span)
}

/// Where reading stands. Every method reads something from here on and stops behind it, or says `None`.
struct Reader<'a> {
    lowering: &'a Lowering<'a>,
    /// Up to the end of the item.
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }

    /// Blanks within a line.
    fn spaces(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Blanks and line ends.
    fn blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    fn line_end(&mut self) -> Option<()> {
        self.takes(b'\r');
        self.expect(b'\n')
    }

    /// A name of ASCII letters.
    fn word(&mut self) -> Option<&'a str> {
        let start = self.at;
        if !matches!(self.peek()?, b'a'..=b'z' | b'A'..=b'Z' | b'_') {
            return None;
        }
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-') = self.peek() {
            self.at += 1;
        }
        // it may go on in another script
        let is_whole = self.peek().is_none_or(|next| next.is_ascii());
        self.text.get(start..self.at).filter(|_| is_whole)
    }

    /// From `start` to here.
    fn span(&self, start: usize) -> Span {
        self.lowering.span_of(&(start..self.at))
    }

    /// What `read` reads, one level deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let out = read(self);
        self.depth -= 1;
        out
    }
}
