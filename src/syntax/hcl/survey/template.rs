//! The parts of a text that are templates: quoted strings and bare templates.

use super::{
    Fault,
    scan::{Kind, Scanner},
};

pub(super) const OPEN_QUOTE: &str = "this string is not closed before its line ends";

impl Scanner<'_> {
    pub(super) fn quoted(&mut self) -> Result<(), Fault> {
        match self.byte(self.at) {
            b'"' => {
                self.stack.pop();
                self.at += 1;
                self.last = b'"';
            }
            b'\\' => self.at += 2,
            b'\n' => {
                let open =
                    self.stack.last().map_or(self.at..self.at + 1, |frame| frame.open.clone());
                return Err(Fault::new(open, OPEN_QUOTE));
            }
            b'$' | b'%' => self.template_byte(),
            _ => self.skip(|byte| !matches!(byte, b'"' | b'\\' | b'\n' | b'$' | b'%')),
        }
        Ok(())
    }

    pub(super) fn bare(&mut self) {
        self.template_byte();
    }

    /// Steps over one byte of a template, an escaped marker, or into a sequence.
    pub(super) fn template_byte(&mut self) {
        let byte = self.byte(self.at);
        if !matches!(byte, b'$' | b'%') {
            self.at += 1;
        } else if self.byte(self.at + 1) == b'{' {
            self.open(Kind::Sequence, 2);
            self.last = b'{';
        } else if self.byte(self.at + 1) == byte && self.byte(self.at + 2) == b'{' {
            self.at += 3;
        } else {
            self.at += 1;
        }
    }
}
