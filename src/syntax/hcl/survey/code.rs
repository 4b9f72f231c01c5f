//! The part of a text that is code: brackets, newlines and comments.

use super::{
    Fault, MAX_ITEMS, Range, Root,
    scan::{Kind, Scanner},
};

impl Scanner<'_> {
    pub(super) fn code(&mut self) -> Result<(), Fault> {
        let byte = self.byte(self.at);
        match byte {
            b'#' => return self.line_comment(),
            b'/' if self.starts_with(b"//") => return self.line_comment(),
            b'/' if self.starts_with(b"/*") => return self.block_comment(),
            b'<' if self.open_heredoc() => return Ok(()),
            b'\n' => return self.newline(),
            b' ' | b'\t' | b'\r' => {
                self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
                return Ok(());
            }
            b'"' => self.open(Kind::Quote, 1),
            b'{' => self.open_brace(),
            b'(' => self.open(Kind::Parenthesis, 1),
            b'[' => self.open(Kind::Bracket, 1),
            b'}' | b')' | b']' => self.close(byte)?,
            b',' => {
                self.item()?;
                self.at += 1;
            }
            _ if is_word(byte) => {
                self.pieces += 1;
                self.skip(is_word);
            }
            _ => self.at += 1,
        }
        self.last = byte;
        Ok(())
    }

    fn line_comment(&mut self) -> Result<(), Fault> {
        let mut end = self.find(b'\n', self.at);
        if end > self.at && self.byte(end - 1) == b'\r' {
            end -= 1;
        }
        self.comment(end);
        Ok(())
    }

    fn block_comment(&mut self) -> Result<(), Fault> {
        let open = self.at..self.at + 2;
        let rest = self.text.as_bytes().get(open.end..).unwrap_or_default();
        let Some(length) = memchr::memmem::find(rest, b"*/") else {
            return Err(Fault::new(open, "this comment is never closed"));
        };
        self.comment(open.end + length + 2);
        Ok(())
    }

    fn comment(&mut self, end: usize) {
        self.pieces += 1;
        self.comments.push(self.at..end);
        self.blank(self.at..end);
        self.at = end;
    }

    fn newline(&mut self) -> Result<(), Fault> {
        match self.stack.last().map(|frame| &frame.kind) {
            None => {
                self.pieces += 1;
                self.tops.push(self.at + 1);
            }
            Some(Kind::Object { .. }) => self.item()?,
            Some(Kind::Block) => {}
            Some(_) => {
                let carriage_return = self.at > 0 && self.byte(self.at - 1) == b'\r';
                self.blank(self.at - usize::from(carriage_return)..self.at + 1);
                self.at += 1;
                return Ok(());
            }
        }
        self.last = b'\n';
        self.at += 1;
        Ok(())
    }

    /// Counts the item that ends here, if one does.
    fn item(&mut self) -> Result<(), Fault> {
        let ends = !matches!(self.last, b'{' | b',' | b'\n');
        let Some(frame) = self.stack.last_mut() else { return Ok(()) };
        let Kind::Object { items } = &mut frame.kind else { return Ok(()) };
        *items += usize::from(ends);
        if *items < MAX_ITEMS {
            return Ok(());
        }
        let message = format!(
            "this object has more than {MAX_ITEMS} items, more than is read here: keep such data in a JSON or YAML \
             file and read it with jsondecode(file(…))"
        );
        Err(Fault::new(frame.open.clone(), message))
    }

    fn open_brace(&mut self) {
        let kind = if self.opens_block() {
            Kind::Block
        } else if self.for_follows() {
            Kind::ForObject
        } else {
            Kind::Object { items: 0 }
        };
        self.open(kind, 1);
    }

    /// A block's brace follows its kind or a label; an object's follows an operator.
    fn opens_block(&self) -> bool {
        let in_body = match self.stack.last() {
            None => self.root == Root::File,
            Some(frame) => matches!(frame.kind, Kind::Block),
        };
        in_body && (self.last == b'"' || is_word(self.last))
    }

    fn for_follows(&self) -> bool {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let rest = skip_blanks(rest).strip_prefix("for");
        rest.is_some_and(|rest| !rest.bytes().next().is_some_and(is_word))
    }

    fn close(&mut self, byte: u8) -> Result<(), Fault> {
        let here = self.at..self.at + 1;
        let closer = char::from(byte);
        let Some(frame) = self.stack.last() else {
            return Err(Fault::new(here, format!("this `{closer}` closes nothing")));
        };
        let expected = match frame.kind {
            Kind::Parenthesis => b')',
            Kind::Bracket => b']',
            _ => b'}',
        };
        if byte != expected {
            return Err(self.mismatch(here, closer, char::from(expected), &frame.open));
        }
        self.stack.pop();
        self.at += 1;
        Ok(())
    }

    fn mismatch(&self, here: Range, closer: char, expected: char, open: &Range) -> Fault {
        let opener = self.slice(open);
        let before = self.text.as_bytes().get(..open.start).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let message = format!(
            "`{closer}` stands where `{expected}` must close the `{opener}` of line {line}"
        );
        Fault::new(here, message)
    }
}

/// Whether a byte can be part of an identifier.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || !byte.is_ascii()
}

/// What follows the whitespace and the comments at the start of `text`.
fn skip_blanks(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches([' ', '\t', '\r', '\n']);
        let rest = if text.starts_with('#') || text.starts_with("//") {
            text.split_once('\n').map(|(_, rest)| rest)
        } else if let Some(comment) = text.strip_prefix("/*") {
            comment.split_once("*/").map(|(_, rest)| rest)
        } else {
            return text;
        };
        let Some(rest) = rest else { return "" };
        text = rest;
    }
}
