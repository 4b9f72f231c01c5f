//! Block texts: literal (`|`) and folded (`>`).

use super::{Reader, Tagged, collection::Holder};
use crate::{
    syntax::node::{Kind, Node},
    text::Text,
};

/// Start and end in bytes.
type Place = (usize, usize);

/// How many of the line ends behind the text belong to it.
enum Chomping {
    All,
    First,
    None,
}

impl Reader<'_> {
    /// From the header to the line that is indented less.
    pub(super) fn literal(&mut self, holder: Holder, tag: Tagged) -> Option<Node> {
        let folded = self.peek() == Some(b'>');
        self.at += 1;
        let chomping = match self.peek() {
            Some(b'+') => Chomping::All,
            Some(b'-') => Chomping::None,
            _ => Chomping::First,
        };
        self.at += usize::from(!matches!(chomping, Chomping::First));
        self.last_of_line()?;
        let mut text = Text::default();
        let indent = self.leading(&mut text)?;
        if indent < holder.inside() || self.peek() == Some(b'\t') {
            return None;
        }
        let start = self.at;
        self.texts(&mut text, indent, folded, &chomping);
        let written = self.text.get(start..self.at)?.trim_end_matches([' ', '\t', '\n', '\r']);
        let node = self.node(start, start + written.len(), tag, Kind::Text(text));
        self.next_line()?;
        Some(node)
    }

    /// The blank lines before the first line of text, and how far that one is indented.
    fn leading(&mut self, text: &mut Text) -> Option<usize> {
        let mut widest = 0;
        loop {
            self.line = self.at;
            self.spaces();
            let width = self.at - self.line;
            if !self.ends_line() {
                return (width >= widest).then_some(width);
            }
            self.peek()?;
            widest = widest.max(width);
            let place = self.take_break();
            text.push("\n", Some(self.span(place.0, place.1)));
        }
    }

    /// The lines of text. Stops where a line is indented less.
    fn texts(&mut self, text: &mut Text, indent: usize, folded: bool, chomping: &Chomping) {
        let mut breaks = Vec::new();
        loop {
            let is_blank = |byte: Option<u8>| matches!(byte, Some(b' ' | b'\t'));
            let was_indented = is_blank(self.peek());
            self.copy_line(text);
            breaks.clear();
            self.breaks(indent, &mut breaks);
            if self.peek().is_none() || self.at - self.line < indent || breaks.is_empty() {
                self.chomp(text, chomping, &breaks);
                self.at = if breaks.is_empty() { self.at } else { self.line };
                return;
            }
            match breaks.as_slice() {
                [only] if folded && !was_indented && !is_blank(self.peek()) => {
                    text.push(" ", Some(self.span(only.0, only.1)));
                }
                [_, kept @ ..] if folded && !was_indented && !is_blank(self.peek()) => {
                    self.push_breaks(text, kept);
                }
                all => self.push_breaks(text, all),
            }
        }
    }

    fn copy_line(&mut self, text: &mut Text) {
        let start = self.at;
        self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
        let is_return = self.at > start && self.byte(self.at - 1) == Some(b'\r');
        self.at -= usize::from(is_return);
        let line = self.text.get(start..self.at).unwrap_or_default();
        text.push(line, Some(self.span(start, self.at)));
    }

    /// The line ends that are next, with the blank lines and the indentation between them.
    fn breaks(&mut self, indent: usize, into: &mut Vec<Place>) {
        while self.peek().is_some() && self.ends_line() {
            into.push(self.take_break());
            self.line = self.at;
            while self.at - self.line < indent && self.peek() == Some(b' ') {
                self.at += 1;
            }
        }
    }

    fn take_break(&mut self) -> Place {
        let start = self.at;
        self.step_line();
        (start, self.at)
    }

    fn push_breaks(&self, text: &mut Text, breaks: &[Place]) {
        for (start, end) in breaks {
            text.push("\n", Some(self.span(*start, *end)));
        }
    }

    /// The end: the last line may end with the file instead.
    fn chomp(&self, text: &mut Text, chomping: &Chomping, breaks: &[Place]) {
        let end = [(self.at, self.at)];
        let breaks = if breaks.is_empty() { &end } else { breaks };
        match chomping {
            Chomping::All => self.push_breaks(text, breaks),
            Chomping::First => self.push_breaks(text, breaks.get(..1).unwrap_or_default()),
            Chomping::None => {}
        }
    }
}
