//! Blanks, line ends and comments.

use super::Reader;
use crate::source::Label;

impl Reader<'_> {
    /// Blanks within a line.
    pub(super) fn spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Whether the line is over here.
    pub(super) fn ends_line(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r'))
    }

    /// Steps over the line end that is next, if there is one.
    pub(super) fn step_line(&mut self) {
        self.at += match self.peek() {
            Some(b'\n') => 1,
            Some(b'\r') => 2,
            _ => 0,
        };
    }

    /// Goes to the next line that holds something.
    pub(super) fn next_line(&mut self) -> Option<()> {
        loop {
            self.line = self.at;
            self.spaces();
            match self.peek() {
                None => self.column = None,
                Some(b'\n' | b'\r') => {
                    self.step_line();
                    continue;
                }
                Some(b'#') => {
                    self.comment();
                    continue;
                }
                Some(b'\t') => return None,
                Some(_) if self.marks_document() => return None,
                Some(_) => self.column = Some(self.at - self.line),
            }
            return Some(());
        }
    }

    /// Whether the line starts with `---`, `...` or a directive.
    pub(super) fn marks_document(&self) -> bool {
        let rest = self.rest();
        let is_mark =
            rest.starts_with(b"---") || rest.starts_with(b"...") || rest.starts_with(b"%");
        is_mark && self.starts_line()
    }

    pub(super) fn starts_line(&self) -> bool {
        self.at == 0 || self.byte(self.at - 1) == Some(b'\n')
    }

    /// What may stand behind a value: blanks, a comment, the line end. Goes to the next line that holds something.
    pub(super) fn end_line(&mut self) -> Option<()> {
        self.last_of_line()?;
        self.next_line()
    }

    /// As [`Reader::end_line`], and goes no further than the next line.
    pub(super) fn last_of_line(&mut self) -> Option<()> {
        self.spaces();
        match self.peek() {
            None | Some(b'\n' | b'\r') => self.step_line(),
            Some(b'#') if self.follows_blank() => self.comment(),
            Some(_) => return None,
        }
        Some(())
    }

    pub(super) fn follows_blank(&self) -> bool {
        self.at == 0 || matches!(self.byte(self.at - 1), Some(b' ' | b'\n'))
    }

    /// From `#` to the start of the next line. Kept when it names this tool.
    pub(super) fn comment(&mut self) {
        let start = self.at;
        self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
        let text = self.text.get(start + 1..self.at).unwrap_or_default();
        let text = text.strip_suffix('\r').unwrap_or(text);
        if text.contains("cors-lint") {
            let span = self.span(start, start + 1 + text.len());
            self.comments.push(Label::new(span, text));
        }
        self.step_line();
    }
}
