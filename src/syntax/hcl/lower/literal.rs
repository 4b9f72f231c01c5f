//! The literal parts of strings, decoded byte by byte so that each knows where it was written.

use super::{Lowering, Range};
use crate::text::Text;

impl Lowering<'_> {
    /// The text of a quoted string without interpolation; `range` includes the quotes.
    pub(super) fn quoted(&self, range: &Range) -> Text {
        let end = range.end.saturating_sub(1);
        self.decoded(&(range.start + 1..end.max(range.start + 1)), true)
    }

    /// The text that `range` stands for: `$${` and `%%{` are one character shorter than written, and backslashes
    /// escape in quotes.
    pub fn decoded(&self, range: &Range, in_quotes: bool) -> Text {
        let written = self.written(range);
        let mut out = Text::default();
        let mut plain = 0;
        let mut at = 0;
        while let Some(found) = next_escape(written, at, in_quotes) {
            let Some((text, length)) = unescape(written.get(found..).unwrap_or_default()) else {
                at = found + 1;
                continue;
            };
            self.copy(range.start + plain..range.start + found, &mut out);
            let escape = range.start + found..range.start + found + length;
            out.push(&text, self.text.span_of(escape.start, escape.end));
            at = found + length;
            plain = at;
        }
        self.copy(range.start + plain..range.end, &mut out);
        out
    }

    fn copy(&self, range: Range, out: &mut Text) {
        if !range.is_empty() {
            out.append(&self.text.slice(range.start, range.end));
        }
    }
}

fn next_escape(written: &str, from: usize, in_quotes: bool) -> Option<usize> {
    let rest = written.as_bytes().get(from..)?;
    let found = if in_quotes {
        memchr::memchr3(b'\\', b'$', b'%', rest)
    } else {
        memchr::memchr2(b'$', b'%', rest)
    };
    found.map(|found| from + found)
}

/// What the escape at the start of `written` stands for, and its length in bytes.
fn unescape(written: &str) -> Option<(String, usize)> {
    if written.starts_with("$${") {
        return Some(("${".to_owned(), 3));
    }
    if written.starts_with("%%{") {
        return Some(("%{".to_owned(), 3));
    }
    let escaped = written.strip_prefix('\\')?;
    let simple = |text: &str| Some((text.to_owned(), 2));
    match escaped.chars().next()? {
        'n' => simple("\n"),
        'r' => simple("\r"),
        't' => simple("\t"),
        '"' => simple("\""),
        '\\' => simple("\\"),
        'u' => code_point(escaped.get(1..5)?),
        'U' => code_point(escaped.get(1..9)?),
        _ => None,
    }
}

fn code_point(digits: &str) -> Option<(String, usize)> {
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some((char::from_u32(number)?.to_string(), digits.len() + 2))
}
