//! Text in double quotes, with the place of every character.

use crate::{finding::Problem, text::Text};

use super::parse::{Fault, Parser};

/// What an escape stands for, and its length in bytes.
struct Escape {
    means: char,
    len: usize,
    /// Half a surrogate pair, which is no character.
    lone: bool,
}

impl<'a> Parser<'a> {
    /// A text from its opening to its closing quote.
    pub fn string(&mut self) -> Result<Text, Fault> {
        let open = self.at;
        self.at += 1;
        let run = self.plain_run();
        let end = self.at + run.len();
        if self.text.as_bytes().get(end) == Some(&b'"') {
            let text = self.ground.text(run, self.at);
            self.at = end + 1;
            return Ok(text);
        }
        let mut out = Text::default();
        loop {
            let run = self.plain_run();
            self.ground.copy(run, self.at, &mut out);
            self.at += run.len();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => self.escape(&mut out)?,
                Some(b'\n' | b'\r') | None => return Err(self.unclosed(open)),
                Some(byte) => {
                    let message =
                        format!("the control character U+{byte:04X} must be escaped inside text");
                    return Err(Fault { message, start: self.at, end: self.at + 1 });
                }
            }
        }
    }

    /// The text up to the next quote, escape or control character.
    fn plain_run(&self) -> &'a str {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let special = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < 0x20;
        let len = rest.iter().position(special).unwrap_or(rest.len());
        self.text.get(self.at..self.at + len).unwrap_or_default()
    }

    fn escape(&mut self, out: &mut Text) -> Result<(), Fault> {
        let Some(escape) = escape(self.rest()) else {
            let len = self.rest().chars().take(2).map(char::len_utf8).sum::<usize>();
            let message = "this escape is not one of JSON's".to_owned();
            return Err(Fault { message, start: self.at, end: self.at + len });
        };
        let span = self.ground.span(self.at, self.at + escape.len);
        if escape.lone {
            let message = "this escape is half a surrogate pair and stands for no character";
            self.problems.push(Problem::warning("lone-surrogate", message, span));
        }
        out.push(escape.means.encode_utf8(&mut [0; 4]), Some(span));
        self.at += escape.len;
        Ok(())
    }

    fn unclosed(&self, open: usize) -> Fault {
        let message = "the text that opens here is not closed on its line".to_owned();
        Fault { message, start: open, end: self.at }
    }
}

/// The escape that `text` starts with.
fn escape(text: &str) -> Option<Escape> {
    let means = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some(Escape { means, len: 2, lone: false })
}

fn unicode(text: &str) -> Option<Escape> {
    let unit = unit(text)?;
    let low = text.get(6..).and_then(unit_of_pair);
    if let (0xd800..=0xdbff, Some(low)) = (unit, low) {
        let means = char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?;
        return Some(Escape { means, len: 12, lone: false });
    }
    match char::from_u32(unit) {
        Some(means) => Some(Escape { means, len: 6, lone: false }),
        None => Some(Escape { means: char::REPLACEMENT_CHARACTER, len: 6, lone: true }),
    }
}

fn unit_of_pair(text: &str) -> Option<u32> {
    unit(text).filter(|unit| (0xdc00..=0xdfff).contains(unit))
}

/// The four digits of `\uXXXX`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok())?
}
