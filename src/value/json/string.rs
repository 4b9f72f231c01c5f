//! Strings within JSON: holes are parts of them, escapes keep their places.

use super::{JsonError, Peek, Reader};
use crate::{
    text::Text,
    value::{Part, Value},
};

impl Reader<'_> {
    pub(super) fn string(&mut self) -> Result<Value, JsonError> {
        let open_quote = self.here();
        self.at += 1;
        let mut parts = Vec::new();
        let mut text = Text::default();
        loop {
            match self.peek() {
                Peek::End => {
                    return Err(JsonError {
                        message: "a JSON string is not closed",
                        span: open_quote,
                    });
                }
                Peek::Byte(b'"') => {
                    let close = self.here();
                    self.at += 1;
                    parts.push(Part::Literal(text));
                    let span = match (open_quote, close) {
                        (Some(open), Some(close)) => Some(open.to(close)),
                        (open, _) => open,
                    };
                    return Ok(Value::parts(parts).at(span));
                }
                Peek::Byte(b'\\') => self.escape(&mut text)?,
                Peek::Byte(_) => self.run(&mut text),
                Peek::Hole(hole) => {
                    parts.push(Part::Literal(std::mem::take(&mut text)));
                    parts.push(hole.clone());
                    self.next_part();
                }
            }
        }
    }

    /// Everything up to the next quote or backslash of the current literal.
    fn run(&mut self, out: &mut Text) {
        let Some(Part::Literal(text)) = self.parts.get(self.part) else { return };
        let rest = text.as_str().as_bytes().get(self.at..).unwrap_or_default();
        let len = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
        out.append(&text.slice(self.at, self.at + len));
        self.at += len;
    }

    fn escape(&mut self, out: &mut Text) -> Result<(), JsonError> {
        let Some(Part::Literal(text)) = self.parts.get(self.part) else { return Ok(()) };
        let (part, start) = (self.part, self.at);
        self.at += 1;
        let byte = match self.peek() {
            Peek::Byte(byte) if self.part == part => byte,
            _ => return Err(self.error("an escape is cut short")),
        };
        self.at += 1;
        let decoded = match byte {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(byte),
            b'u' => self.unicode(text.as_str())?,
            _ => return Err(self.error("no such escape in JSON")),
        };
        out.push(decoded.encode_utf8(&mut [0; 4]), text.span_of(start, self.at));
        Ok(())
    }

    /// The four digits after `\u`, and the second half of a surrogate pair; a lone half becomes U+FFFD.
    fn unicode(&mut self, text: &str) -> Result<char, JsonError> {
        let digits = |at: usize| {
            text.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok())
        };
        let first =
            digits(self.at).ok_or_else(|| self.error("four hexadecimal digits are expected"))?;
        self.at += 4;
        if !(0xD800..0xDC00).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let second = match text.get(self.at..self.at + 2) {
            Some("\\u") => digits(self.at + 2).filter(|half| (0xDC00..0xE000).contains(half)),
            _ => None,
        };
        let Some(second) = second else { return Ok(char::REPLACEMENT_CHARACTER) };
        self.at += 6;
        let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}
