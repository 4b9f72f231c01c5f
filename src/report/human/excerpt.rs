//! The lines of the sources that a diagnostic shows, long ones cut, control characters replaced.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use codespan_reporting::files::{Error, Files};

use super::super::plain;
use crate::source::{FileId, Source, Sources, Span};

/// A line of more bytes is cut.
const LONGEST_LINE: u32 = 200;
/// How many bytes of a cut line are shown on each side of a mark.
const AROUND: u32 = 60;
/// How many bytes of a mark in a cut line are shown.
const LONGEST_MARK: u32 = 120;
/// A mark over more lines, or over one that is cut, is drawn on its first line only.
const MOST_LINES: usize = 6;

/// What stands for the sources of one diagnostic; a file is known by its place in the list.
pub struct Excerpts {
    files: Vec<Excerpt>,
}

struct Excerpt {
    source: Arc<Source>,
    id: FileId,
    text: String,
    /// In order; only lines near a mark.
    lines: Vec<Line>,
}

/// One line of an excerpt.
struct Line {
    /// In the file, from 0.
    index: usize,
    /// In the excerpt, with its line end.
    range: Range<usize>,
    pieces: Vec<Piece>,
}

/// Bytes of the file that are shown from `shown` on in the excerpt.
struct Piece {
    real: Range<u32>,
    shown: usize,
}

impl Excerpts {
    /// An excerpt of every file that the spans lie in, and each span's file and range in it.
    pub fn of(spans: &[Span], sources: &Sources) -> (Excerpts, Vec<(usize, Range<usize>)>) {
        let mut files: Vec<Excerpt> = Vec::new();
        let mut marks: Vec<(usize, Range<u32>)> = Vec::new();
        for span in spans {
            let at = files.iter().position(|file| file.id == span.file).unwrap_or(files.len());
            if at == files.len() {
                files.push(Excerpt::new(span.file, sources.get(span.file)));
            }
            let Some(file) = files.get(at) else { continue };
            marks.push((at, mark(&file.source, *span)));
        }
        for (at, file) in files.iter_mut().enumerate() {
            let here = marks.iter().filter(|(file, _)| *file == at).map(|(_, range)| range.clone());
            file.show(&here.collect::<Vec<_>>());
        }
        let ranges = marks.iter().map(|(at, range)| {
            let file = files.get(*at);
            let shown = |offset| file.map_or(0, |file| file.shown(offset));
            (*at, shown(range.start)..shown(range.end))
        });
        let ranges = ranges.collect();
        (Excerpts { files }, ranges)
    }

    fn file(&self, id: usize) -> Result<&Excerpt, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}

/// The bytes to mark: inside the file, between characters, without blanks at the end, over few lines.
fn mark(source: &Source, span: Span) -> Range<u32> {
    let start = source.boundary(span.start);
    let end = source.boundary(span.end.max(span.start));
    let marked = source.text.get(start as usize..end as usize).unwrap_or_default();
    let end = start + marked.trim_end().len() as u32;
    let (first, last) = (source.line_at(start), source.line_at(end));
    let is_short = |line| {
        let (start, end) = source.line_range(line);
        end - start <= LONGEST_LINE
    };
    if first == last || (last - first < MOST_LINES && (first..=last).all(is_short)) {
        return start..end;
    }
    start..source.line_range(first).1.max(start)
}

impl Excerpt {
    fn new(id: FileId, source: Arc<Source>) -> Excerpt {
        Excerpt { source, id, text: String::new(), lines: Vec::new() }
    }

    /// Takes in the lines that hold a mark and the ones beside them, which fill gaps of one line.
    fn show(&mut self, marks: &[Range<u32>]) {
        let source = Arc::clone(&self.source);
        let last = source.line_count() - 1;
        let mut indices = BTreeSet::new();
        for mark in marks {
            let (from, to) = (source.line_at(mark.start), source.line_at(mark.end));
            indices.extend(from.saturating_sub(1)..=(to + 1).min(last));
        }
        for index in indices {
            let (start, end) = source.line_range(index);
            let from = self.text.len();
            let mut pieces = Vec::new();
            for real in windows(&source, start..end, marks) {
                self.text.push_str(if real.start > start && pieces.is_empty() {
                    "…"
                } else {
                    ""
                });
                pieces.push(Piece { real: real.clone(), shown: self.text.len() });
                let text = source.text.get(real.start as usize..real.end as usize);
                self.text.extend(text.unwrap_or_default().chars().map(plain::harmless));
                self.text.push_str(if real.end < end { "…" } else { "" });
            }
            self.text.push('\n');
            self.lines.push(Line { index, range: from..self.text.len(), pieces });
        }
    }

    /// Where a byte of the file stands in the excerpt; the end of what is shown before it, when it is cut away.
    fn shown(&self, offset: u32) -> usize {
        let index = self.source.line_at(offset);
        let Ok(at) = self.lines.binary_search_by_key(&index, |line| line.index) else { return 0 };
        let pieces = self.lines.get(at).map_or(&[][..], |line| &line.pieces);
        let before = pieces.iter().rev().find(|piece| piece.real.start <= offset);
        let Some(piece) = before.or(pieces.first()) else { return 0 };
        let end = offset.clamp(piece.real.start, piece.real.end) as usize;
        let text = self.source.text.get(piece.real.start as usize..end).unwrap_or_default();
        piece.shown + text.chars().map(|c| plain::harmless(c).len_utf8()).sum::<usize>()
    }

    /// The column in the file of a byte of the excerpt, in UTF-16 units from 1.
    fn column(&self, line: &Line, shown: usize) -> u32 {
        let piece = line.pieces.iter().rev().find(|piece| piece.shown <= shown);
        let Some(piece) = piece.or(line.pieces.first()) else { return 1 };
        let text = self.source.text.get(piece.real.start as usize..piece.real.end as usize);
        let (mut at, mut offset) = (piece.shown, piece.real.start);
        for c in text.unwrap_or_default().chars() {
            if at >= shown {
                break;
            }
            at += plain::harmless(c).len_utf8();
            offset += c.len_utf8() as u32;
        }
        self.source.place(offset).column
    }
}

/// The parts of a line to show: all of a short one, else what surrounds the marks.
fn windows(source: &Source, line: Range<u32>, marks: &[Range<u32>]) -> Vec<Range<u32>> {
    if line.end - line.start <= LONGEST_LINE {
        return vec![line];
    }
    let within = marks.iter().filter(|mark| mark.start <= line.end && mark.end >= line.start);
    let mut parts: Vec<Range<u32>> = within
        .map(|mark| {
            let start = mark.start.max(line.start);
            let end = mark.end.min(line.end).min(start + LONGEST_MARK);
            let from = start.saturating_sub(AROUND).max(line.start);
            source.boundary(from)..source.boundary((end + AROUND).min(line.end))
        })
        .collect();
    if parts.is_empty() {
        parts.push(line.start..source.boundary(line.start + LONGEST_MARK));
    }
    parts.sort_by_key(|part| (part.start, part.end));
    parts.dedup_by(|next, part| {
        let joined = next.start <= part.end;
        part.end = if joined { part.end.max(next.end) } else { part.end };
        joined
    });
    parts
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<String, Error> {
        Ok(plain::line(&self.file(id)?.source.path))
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        let at = lines.partition_point(|line| line.range.start <= byte).saturating_sub(1);
        let line = lines.get(at).ok_or(Error::IndexTooLarge { given: byte, max: 0 })?;
        Ok(line.index)
    }

    fn column_number(&'a self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        let file = self.file(id)?;
        Ok(file.column(file.line(index)?, byte) as usize)
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.file(id)?.line(index)?.range.clone())
    }
}

impl Excerpt {
    fn line(&self, index: usize) -> Result<&Line, Error> {
        let found = self.lines.binary_search_by_key(&index, |line| line.index).ok();
        found
            .and_then(|at| self.lines.get(at))
            .ok_or(Error::LineTooLarge { given: index, max: self.lines.len() })
    }
}
