//! Text that knows where each of its bytes was written, through escapes, folding and concatenation.

use ecow::{EcoString, EcoVec};

use crate::source::Span;

/// A decoded string with a map back to the files it came from. Two texts are equal when they read the same.
#[derive(Clone, Debug, Default)]
pub struct Text {
    text: EcoString,
    runs: Runs,
}

/// Most texts are written in one piece, which needs no room of its own.
#[derive(Clone, Debug, Default)]
enum Runs {
    #[default]
    None,
    One(Run),
    Many(EcoVec<Run>),
}

impl Runs {
    fn all(&self) -> &[Run] {
        match self {
            Runs::None => &[],
            Runs::One(run) => std::slice::from_ref(run),
            Runs::Many(runs) => runs,
        }
    }

    fn last_mut(&mut self) -> Option<&mut Run> {
        match self {
            Runs::None => None,
            Runs::One(run) => Some(run),
            Runs::Many(runs) => runs.make_mut().last_mut(),
        }
    }

    fn push(&mut self, run: Run) {
        match self {
            Runs::None => *self = Runs::One(run),
            Runs::One(first) => *self = Runs::Many(EcoVec::from([*first, run])),
            Runs::Many(runs) => runs.push(run),
        }
    }
}

impl FromIterator<Run> for Runs {
    fn from_iter<I: IntoIterator<Item = Run>>(runs: I) -> Runs {
        let mut out = Runs::None;
        runs.into_iter().for_each(|run| out.push(run));
        out
    }
}

/// `len` decoded bytes from `at` on were written at `span`. Byte by byte when the lengths agree;
/// otherwise (an escape, a folded line) only as a whole.
#[derive(Clone, Copy, Debug)]
struct Run {
    at: u32,
    len: u32,
    span: Span,
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}

impl From<&str> for Text {
    /// Text that stands in no file.
    fn from(text: &str) -> Text {
        Text { text: text.into(), runs: Runs::None }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text { text: text.into(), runs: Runs::None }
    }
}

impl Text {
    /// Text written at `span`: byte by byte when the lengths agree, otherwise only as a whole.
    pub fn written(text: impl AsRef<str>, span: Span) -> Text {
        let text = text.as_ref();
        let runs = match text.len() as u32 {
            0 => Runs::None,
            len => Runs::One(Run { at: 0, len, span }),
        };
        Text { text: text.into(), runs }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends `text`, written at `span`.
    pub fn push(&mut self, text: &str, span: Option<Span>) {
        let (at, len) = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        let Some(span) = span else { return };
        if len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.is_exact()
            && last.at + last.len == at
            && last.span.file == span.file
            && last.span.end == span.start
            && span.end - span.start == len
        {
            last.len += len;
            last.span.end = span.end;
            return;
        }
        self.runs.push(Run { at, len, span });
    }

    pub fn append(&mut self, other: &Text) {
        let base = self.text.len() as u32;
        self.text.push_str(&other.text);
        let moved = other.runs.all().iter().map(|run| Run { at: base + run.at, ..*run });
        moved.for_each(|run| self.runs.push(run));
    }

    /// The decoded bytes `start..end`, cut at character boundaries; empty when out of range.
    pub fn slice(&self, start: usize, end: usize) -> Text {
        if start == 0 && end == self.text.len() {
            return self.clone();
        }
        let Some(text) = self.text.get(start..end) else { return Text::default() };
        let (start, end) = (start as u32, end as u32);
        if let Runs::One(run) = &self.runs
            && run.at <= start
            && start < end
            && end <= run.at + run.len
        {
            let run = Run { at: 0, len: end - start, span: run.part(start, end) };
            return Text { text: text.into(), runs: Runs::One(run) };
        }
        let first = self.runs.all().partition_point(|run| run.at + run.len <= start);
        let runs = self.runs.all().iter().skip(first).take_while(|run| run.at < end).map(|run| {
            let from = run.at.max(start);
            let to = (run.at + run.len).min(end);
            Run { at: from - start, len: to - from, span: run.part(from, to) }
        });
        Text { text: text.into(), runs: runs.collect() }
    }

    /// Where the decoded bytes `start..end` were written, as far as they stand in one file.
    pub fn span_of(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (start as u32, end.max(start + 1) as u32);
        if let Runs::One(run) = &self.runs
            && run.at <= start
            && end <= run.at + run.len
        {
            return Some(run.part(start, end));
        }
        let first = self.runs.all().partition_point(|run| run.at + run.len <= start);
        let mut runs = self.runs.all().iter().skip(first).take_while(|run| run.at < end);
        let run = runs.next()?;
        let mut span = run.part(run.at.max(start), (run.at + run.len).min(end));
        for run in runs {
            span = span.to(run.part(run.at, (run.at + run.len).min(end)));
        }
        Some(span)
    }

    /// Whether all of it was written within a span.
    pub fn is_written_within(&self, span: Span) -> bool {
        let runs = self.runs.all();
        let covered: u32 = runs.iter().map(|run| run.len).sum();
        covered as usize == self.text.len() && runs.iter().all(|run| span.contains(run.span))
    }

    /// Where the whole text was written, as far as it stands in one file.
    pub fn span(&self) -> Option<Span> {
        self.span_of(0, self.text.len())
    }
}

impl Run {
    fn is_exact(&self) -> bool {
        self.span.end - self.span.start == self.len
    }

    fn part(&self, from: u32, to: u32) -> Span {
        if !self.is_exact() {
            return self.span;
        }
        Span {
            start: self.span.start + (from - self.at),
            end: self.span.start + (to - self.at),
            ..self.span
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn escapes_are_mapped_as_a_whole() {
        let sources = Sources::default();
        let file = sources.add("x.json", r#""ab\u00e9cd""#);
        let mut text = Text::default();
        let at = |start, end| Some(Span { file, start, end });
        text.push("ab", at(1, 3));
        text.push("é", at(3, 9));
        text.push("cd", at(9, 11));
        assert_eq!(text.as_str(), "abécd");
        assert_eq!(text.span_of(4, 6), at(9, 11));
        assert_eq!(text.span_of(2, 4), at(3, 9));
        assert_eq!(text.slice(1, 5).span(), at(2, 10));
        assert_eq!(text.span(), at(1, 11));
    }

    #[test]
    fn pieces_of_two_files_keep_their_places() {
        let sources = Sources::default();
        let (a, b) = (sources.add("a", "xx"), sources.add("b", "yy"));
        let mut text = Text::written("xx", Span { file: a, start: 0, end: 2 });
        text.append(&Text::written("yy", Span { file: b, start: 0, end: 2 }));
        assert_eq!(text.span_of(2, 3), Some(Span { file: b, start: 0, end: 1 }));
        assert_eq!(text.span(), Some(Span { file: a, start: 0, end: 2 }));
    }
}
