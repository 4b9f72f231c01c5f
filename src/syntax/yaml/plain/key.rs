//! The keys of block maps.

use super::Reader;
use crate::{source::Span, text::Text};

/// Longer keys are left to the parser, which counts their characters.
pub(super) const MAX_KEY: usize = 1000;

impl Reader<'_> {
    /// Whether a key is next, with its colon on the same line.
    pub(super) fn starts_entry(&mut self) -> bool {
        let start = self.at;
        let found = match self.peek() {
            Some(b'"' | b'\'') => self.quotes().is_some() && self.takes_colon().is_some(),
            _ => self.plain_key().is_some(),
        };
        self.at = start;
        found
    }

    /// A key and its colon.
    pub(super) fn key(&mut self) -> Option<(Text, Span)> {
        let start = self.at;
        if !matches!(self.peek()?, b'"' | b'\'') {
            let colon = self.plain_key()?;
            self.at = colon + 1;
            return self.key_text(start, colon);
        }
        let (text, end) = self.quoted()?;
        self.takes_colon()?;
        (self.at - start < MAX_KEY).then(|| (text, self.span(start, end)))
    }

    /// The text of a plain key between `start` and its colon.
    pub(super) fn key_text(&self, start: usize, colon: usize) -> Option<(Text, Span)> {
        let word = self.text.get(start..colon)?.trim_end_matches(' ');
        let span = self.span(start, start + word.len());
        match word {
            "<<" => None,
            "~" | "null" | "Null" | "NULL" => Some((Text::default(), span)),
            _ => Some((Text::written(word, span), span)),
        }
    }

    /// The colon behind a quoted key.
    fn takes_colon(&mut self) -> Option<()> {
        self.spaces();
        (self.takes(b':') && self.is_end_of_word()).then_some(())
    }

    /// Where the colon of the plain key stands that is next.
    fn plain_key(&self) -> Option<usize> {
        if !self.starts_plain() {
            return None;
        }
        let mut before = b' ';
        for (len, byte) in self.rest().iter().take(MAX_KEY).enumerate() {
            match byte {
                b':' if self.is_end_of_word_at(self.at + len + 1) => return Some(self.at + len),
                b'\n' | b'\t' => return None,
                b'#' if before == b' ' => return None,
                _ => before = *byte,
            }
        }
        None
    }

    /// Whether a blank, a line end or the end of the file is next.
    pub(super) fn is_end_of_word(&self) -> bool {
        self.is_end_of_word_at(self.at)
    }

    pub(super) fn is_end_of_word_at(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' ' | b'\n' | b'\r'))
    }
}
