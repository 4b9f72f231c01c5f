//! Heredocs: where they begin, their lines and their end.

use super::{
    Range,
    code::is_word,
    scan::{Kind, Scanner},
};

impl Scanner<'_> {
    /// Opens the heredoc whose `<<` stands here, if it is one.
    pub(super) fn open_heredoc(&mut self) -> bool {
        let Some((marker, body)) = self.introducer() else { return false };
        let word = self.slice(&marker);
        let first = body..self.line_end(body);
        if self.slice(&first).trim() == word {
            self.empty_heredoc(first);
            return true;
        }
        let length = body - self.at;
        self.open(Kind::Heredoc { marker, line_start: true }, length);
        if let Some(frame) = self.stack.last_mut() {
            frame.open.end = frame.open.start + 2;
        }
        true
    }

    /// The marker of the heredoc that begins here, and where its first line starts.
    fn introducer(&self) -> Option<(Range, usize)> {
        if !self.starts_with(b"<<") {
            return None;
        }
        let start = self.at + 2 + usize::from(self.byte(self.at + 2) == b'-');
        let rest = self.text.as_bytes().get(start..)?;
        let length = rest.iter().take_while(|byte| is_word(**byte)).count();
        let end = start + length;
        let newline = end + usize::from(self.byte(end) == b'\r');
        (length > 0 && self.byte(newline) == b'\n').then_some((start..end, newline + 1))
    }

    /// The parser takes the next heredoc's end for the end of an empty one; it is given an empty string instead.
    fn empty_heredoc(&mut self, end_line: Range) {
        let line = self.slice(&end_line);
        let end = end_line.start + line.trim_end().len();
        let start = self.at;
        self.blank(start..end);
        if let Some(bytes) = self.prepared.get_mut(start..start + 2) {
            bytes.fill(b'"');
        }
        self.empty_heredocs.push(start..end);
        self.at = end;
        self.last = b'"';
    }

    /// Steps over the rest of a line, or to the next sequence in it.
    pub(super) fn heredoc_line(&mut self) {
        if self.at_end_marker() {
            return;
        }
        self.hide_marker();
        let end = self.line_end(self.at);
        while self.at < end {
            let open = self.stack.len();
            self.template_byte();
            if self.stack.len() > open {
                self.set_line_start(open, false);
                return;
            }
        }
        self.at = (end + 1).min(self.text.len());
        self.set_line_start(self.stack.len(), true);
    }

    fn at_end_marker(&mut self) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        let Kind::Heredoc { marker, line_start: true } = &frame.kind else { return false };
        let line = self.slice(&(self.at..self.line_end(self.at)));
        if line.trim() != self.slice(marker) {
            return false;
        }
        self.at += line.trim_end().len();
        self.last = b'"';
        self.stack.pop();
        true
    }

    /// The parser takes a line that only begins with the marker for the end; the copy that it reads has another word there.
    fn hide_marker(&mut self) {
        let Some(frame) = self.stack.last() else { return };
        let Kind::Heredoc { marker, line_start: true } = &frame.kind else { return };
        let line = self.slice(&(self.at..self.line_end(self.at)));
        let start = self.at + line.len() - line.trim_start().len();
        if line.trim_start().starts_with(self.slice(marker)) {
            let other = if self.byte(start) == b'_' { b'x' } else { b'_' };
            if let Some(byte) = self.prepared.get_mut(start) {
                *byte = other;
            }
        }
    }

    /// Remembers for the heredoc at `depth` whether its next byte starts a line.
    fn set_line_start(&mut self, depth: usize, starts: bool) {
        if let Some(frame) = depth.checked_sub(1).and_then(|index| self.stack.get_mut(index))
            && let Kind::Heredoc { line_start, .. } = &mut frame.kind
        {
            *line_start = starts;
        }
    }

    fn line_end(&self, from: usize) -> usize {
        self.find(b'\n', from)
    }
}
