//! The place of every character of a literal (`|`) or folded (`>`) block scalar.

use crate::text::Text;

use super::align::{Aligner, Place};

impl Aligner<'_> {
    /// The block scalar that reads `value`. The first character of its first line of text, behind the indentation, is next.
    pub fn block(mut self, folded: bool, value: &str) -> Text {
        let leading = value.len() - value.trim_start_matches('\n').len();
        if leading == value.len() {
            return self.blank_lines(leading);
        }
        let indent = self.at - line_start(self.source, self.at);
        for place in breaks_before(self.source, self.at - indent, leading) {
            self.put("\n", place);
        }
        loop {
            let was_indented = self.rest().starts_with([' ', '\t']);
            self.copy(line_len(self.rest()));
            let breaks = self.take_breaks(indent);
            if self.at >= self.end {
                let trailing = value.len() - value.trim_end_matches('\n').len();
                return self.chomped(trailing, &breaks);
            }
            let fold = folded && !was_indented && !self.rest().starts_with([' ', '\t']);
            self.between_lines(fold, &breaks);
        }
    }

    /// A block scalar without a line of text: `count` line breaks behind its header.
    fn blank_lines(mut self, count: usize) -> Text {
        let places = if self.rest().starts_with(['|', '>']) {
            self.at += line_len(self.rest());
            self.take_breaks(usize::MAX).into_iter().skip(1).take(count).collect()
        } else {
            breaks_before(self.source, line_start(self.source, self.at), count)
        };
        for place in places {
            self.put("\n", place);
        }
        self.text
    }

    /// The line breaks that are next, with the blank lines and the indentation between them.
    fn take_breaks(&mut self, indent: usize) -> Vec<Place> {
        let mut found = Vec::new();
        loop {
            let len = break_len(self.rest());
            if len == 0 {
                return found;
            }
            found.push((self.at, self.at + len));
            self.at += len;
            self.at += self.rest().bytes().take(indent).take_while(|byte| *byte == b' ').count();
        }
    }

    fn between_lines(&mut self, fold: bool, breaks: &[Place]) {
        match breaks {
            [only] if fold => self.put(" ", *only),
            [_, kept @ ..] if fold => kept.iter().for_each(|place| self.put("\n", *place)),
            all => all.iter().for_each(|place| self.put("\n", *place)),
        }
    }

    /// The end: as many breaks as the chomping left; the last line may end with the file instead.
    fn chomped(mut self, trailing: usize, breaks: &[Place]) -> Text {
        for index in 0..trailing {
            let place = breaks.get(index).copied().unwrap_or((self.end, self.end));
            self.put("\n", place);
        }
        self.text
    }
}

fn line_start(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or_default();
    before.rfind(['\n', '\r']).map_or(0, |last| last + 1)
}

fn line_len(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

fn break_len(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with(['\n', '\r'])) }
}

/// The last `count` line breaks before the line that starts at `start`, in order; only blank lines lie between them.
fn breaks_before(source: &str, start: usize, count: usize) -> Vec<Place> {
    let mut before = source.get(..start).unwrap_or_default();
    let mut found = Vec::new();
    while found.len() < count {
        let Some(line) = before.strip_suffix(['\n', '\r']) else { break };
        let line = if before.ends_with("\r\n") { line.trim_end_matches('\r') } else { line };
        found.push((line.len(), before.len()));
        before = line.trim_end_matches(' ');
    }
    found.reverse();
    found
}
