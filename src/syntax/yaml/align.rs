//! The place of every character of a plain or quoted scalar.

use granit_parser::ScalarStyle;

use crate::{
    source::{FileId, Span},
    text::Text,
};

/// Start and end in bytes.
pub type Place = (usize, usize);

/// Reads source once more, from `at` to `end`, and keeps where each piece of text was written.
pub struct Aligner<'a> {
    pub source: &'a str,
    pub file: FileId,
    pub at: usize,
    pub end: usize,
    pub text: Text,
}

impl<'a> Aligner<'a> {
    pub fn new(source: &'a str, file: FileId, at: usize, end: usize) -> Aligner<'a> {
        Aligner { source, file, at, end, text: Text::default() }
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'a str {
        self.source.get(self.at..self.end).unwrap_or_default()
    }

    /// Takes the next `len` bytes as they stand.
    pub fn copy(&mut self, len: usize) {
        let span = self.span(self.at, self.at + len);
        let copied = self.rest().get(..len).unwrap_or_default();
        self.text.push(copied, Some(span));
        self.at += len;
    }

    /// Takes `text` for the bytes `start..end`.
    pub fn put(&mut self, text: &str, (start, end): Place) {
        let span = self.span(start, end);
        self.text.push(text, Some(span));
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start: start as u32, end: end as u32 }
    }

    /// A plain or quoted scalar without its quotes.
    pub fn flow(mut self, style: ScalarStyle) -> Text {
        loop {
            let rest = self.rest();
            let mut bytes = rest.bytes();
            match (bytes.next(), bytes.next()) {
                (None, _) => return self.text,
                (Some(b' ' | b'\t' | b'\n' | b'\r'), _) => self.gap(),
                (Some(b'\''), Some(b'\'')) if style == ScalarStyle::SingleQuoted => {
                    self.put("'", (self.at, self.at + 2));
                    self.at += 2;
                }
                (Some(b'\\'), Some(b'\n' | b'\r')) if style == ScalarStyle::DoubleQuoted => {
                    self.at += 1;
                    self.joined_lines();
                }
                (Some(b'\\'), Some(_)) if style == ScalarStyle::DoubleQuoted => self.escape(),
                (Some(_), _) => {
                    let special = [' ', '\t', '\n', '\r', '\'', '\\'];
                    let run = rest.char_indices().skip(1).find(|(_, c)| special.contains(c));
                    self.copy(run.map_or(rest.len(), |(at, _)| at));
                }
            }
        }
    }

    /// Blanks and line breaks: one break folds to a space, more lose the first.
    fn gap(&mut self) {
        let len = blank_len(self.rest());
        let breaks = breaks(self.rest().get(..len).unwrap_or_default(), self.at);
        match breaks.as_slice() {
            [] => return self.copy(len),
            [only] => self.put(" ", *only),
            [_, kept @ ..] => kept.iter().for_each(|place| self.put("\n", *place)),
        }
        self.at += len;
    }

    /// After a backslash at the end of a line: its break is dropped, further ones stay.
    fn joined_lines(&mut self) {
        let len = blank_len(self.rest());
        let breaks = breaks(self.rest().get(..len).unwrap_or_default(), self.at);
        breaks.iter().skip(1).for_each(|place| self.put("\n", *place));
        self.at += len;
    }

    fn escape(&mut self) {
        let Some((means, len)) = escape(self.rest()) else { return self.copy(1) };
        self.put(means.encode_utf8(&mut [0; 4]), (self.at, self.at + len));
        self.at += len;
    }
}

fn blank_len(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len()
}

/// Start and end of every line break in `text`, which stands at `base`.
fn breaks(text: &str, base: usize) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut after_return = false;
    for (at, byte) in text.bytes().enumerate().map(|(at, byte)| (base + at, byte)) {
        match (byte, found.last_mut()) {
            (b'\n', Some(last)) if after_return => last.1 = at + 1,
            (b'\n' | b'\r', _) => found.push((at, at + 1)),
            _ => {}
        }
        after_return = byte == b'\r';
    }
    found
}

/// What the escape at the start of `text` stands for, and its length in bytes.
pub fn escape(text: &str) -> Option<(char, usize)> {
    let means = match text.chars().nth(1)? {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return Some((char::from_u32(code(text, 2)?)?, 4)),
        'u' => return unicode(text),
        'U' => return Some((char::from_u32(code(text, 8)?)?, 10)),
        literal @ (' ' | '"' | '/' | '\\') => literal,
        _ => return None,
    };
    Some((means, 2))
}

/// `\uXXXX`, or two of them that make a surrogate pair as in JSON.
fn unicode(text: &str) -> Option<(char, usize)> {
    let high = code(text, 4)?;
    if !(0xd800..=0xdbff).contains(&high) {
        return Some((char::from_u32(high)?, 6));
    }
    let second = text.get(6..).filter(|second| second.starts_with("\\u"))?;
    let low = code(second, 4).filter(|low| (0xdc00..=0xdfff).contains(low))?;
    Some((char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?, 12))
}

fn code(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(2..2 + digits)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok())?
}
