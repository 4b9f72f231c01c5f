//! Heredocs of text and interpolations.

use super::Reader;
use crate::syntax::hcl::{lower::Plain, tree::ExpressionKind as Kind};

impl Reader<'_> {
    /// From `<<` to the closing word.
    pub(super) fn heredoc(&mut self) -> Option<Kind> {
        self.expect(b'<')?;
        self.expect(b'<')?;
        let indented = self.takes(b'-');
        let word = self.word()?;
        self.line_end()?;
        let mut pieces = Vec::new();
        let mut start = self.at;
        loop {
            let is_over = self.heredoc_literal(word)?;
            if start < self.at {
                pieces.push(Plain::Literal(start..self.at));
            }
            if is_over {
                break;
            }
            let from = self.at;
            let expression = self.interpolated()?;
            pieces.push(Plain::Interpolation(expression, self.span(from)));
            start = self.at;
        }
        self.spaces();
        self.at += word.len();
        Some(Kind::Template(self.lowering.plain_heredoc(pieces, indented)))
    }

    /// Stops at the line with the closing word, and says so, or before `${`.
    fn heredoc_literal(&mut self, word: &str) -> Option<bool> {
        loop {
            let next = self.byte(self.at + 1);
            match self.peek()? {
                b'\n' => {
                    self.at += 1;
                    if self.closes(word)? {
                        return Some(true);
                    }
                }
                b'$' if next == Some(b'{') => return Some(false),
                b'$' | b'%' if matches!(next, Some(b'$' | b'%' | b'{')) => return None,
                _ => self.at += 1,
            }
        }
    }

    /// Whether the line from here on begins with the closing word.
    fn closes(&self, word: &str) -> Option<bool> {
        let line = self.text.get(self.at..)?.trim_start_matches([' ', '\t']);
        let Some(rest) = line.strip_prefix(word) else { return Some(false) };
        match rest.chars().next() {
            Some(next) if next.is_ascii_alphanumeric() || matches!(next, '_' | '-') => Some(false),
            Some(next) if !next.is_ascii() => None,
            _ => Some(true),
        }
    }
}
