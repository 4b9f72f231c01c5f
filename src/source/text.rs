//! One file's text, its lines and its columns.

use std::sync::OnceLock;

use super::Place;

/// One file's text, without its byte-order mark.
#[derive(Debug)]
pub struct Source {
    /// Relative to the root, with forward slashes.
    pub path: String,
    pub text: String,
    /// Whether the file on disk starts with a byte-order mark (three bytes that no span counts).
    pub marked: bool,
    breaks: OnceLock<Vec<u32>>,
    units: OnceLock<Vec<u32>>,
}

/// How many bytes lie between two counts of line breaks or of UTF-16 units, so that a place costs the same in a text of
/// any size and on a line of any length.
const STEP: usize = 1024;

impl Source {
    /// A byte-order mark at the start is taken off.
    pub fn new(path: String, text: String) -> Source {
        let marked = text.starts_with('\u{feff}');
        let text = if marked { text.trim_start_matches('\u{feff}').to_owned() } else { text };
        Source { path, text, marked, breaks: OnceLock::new(), units: OnceLock::new() }
    }

    /// How many lines there are; the empty one behind the last line end counts.
    pub fn line_count(&self) -> usize {
        self.line_at(self.text.len() as u32) + 1
    }

    /// How many lines end before each step.
    fn breaks(&self) -> &[u32] {
        self.breaks.get_or_init(|| {
            let mut sum = 0;
            let steps = self.text.as_bytes().chunks(STEP).map(|step| {
                sum += breaks(step);
                sum
            });
            std::iter::once(0).chain(steps).collect()
        })
    }

    /// The byte offset at which a line counted from 0 starts; the end of the text behind the last.
    fn start_of(&self, line: usize) -> usize {
        let Some(before) = line.checked_sub(1) else { return 0 };
        let step =
            self.breaks().partition_point(|count| (*count as usize) < line).saturating_sub(1);
        let passed = self.breaks().get(step).map_or(0, |count| *count as usize);
        let rest = self.text.as_bytes().get(step * STEP..).unwrap_or_default();
        let end = memchr::memchr_iter(b'\n', rest).nth(before.saturating_sub(passed));
        end.map_or(self.text.len(), |end| step * STEP + end + 1)
    }

    /// The line, counted from 0, that holds the byte at `offset`.
    pub fn line_at(&self, offset: u32) -> usize {
        let bytes = self.text.as_bytes();
        let end = (offset as usize).min(bytes.len());
        let step = end / STEP;
        let before = self.breaks().get(step).copied().unwrap_or(0);
        (before + breaks(bytes.get(step * STEP..end).unwrap_or_default())) as usize
    }

    /// The byte offset at which the line starts that holds the byte at `offset`.
    fn line_start(&self, offset: u32) -> u32 {
        let bytes = self.text.as_bytes();
        let end = (offset as usize).min(bytes.len());
        let near = end.saturating_sub(STEP);
        match memchr::memrchr(b'\n', bytes.get(near..end).unwrap_or_default()) {
            Some(found) => (near + found) as u32 + 1,
            None if near == 0 => 0,
            None => self.start_of(self.line_at(offset)) as u32,
        }
    }

    /// The bytes of a line counted from 0, without its line end.
    pub fn line_range(&self, line: usize) -> (u32, u32) {
        let start = self.start_of(line);
        let rest = self.text.get(start..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default().trim_end_matches('\r');
        (start as u32, (start + text.len()) as u32)
    }

    pub fn place(&self, offset: u32) -> Place {
        let start = self.line_start(offset);
        let end = floor(&self.text, offset as usize);
        let before = match end - start as usize {
            0..STEP => units(&self.text, start as usize, end),
            _ => self.units_before(offset).saturating_sub(self.units_before(start)),
        };
        Place { line: self.line_at(offset) as u32 + 1, column: before + 1 }
    }

    /// The nearest offset at or before `offset` that lies between two characters of the text.
    pub fn boundary(&self, offset: u32) -> u32 {
        floor(&self.text, offset as usize) as u32
    }

    /// How many UTF-16 units stand before a byte.
    fn units_before(&self, offset: u32) -> u32 {
        let end = floor(&self.text, offset as usize);
        let counts = self.units.get_or_init(|| {
            let (mut from, mut sum) = (0, 0);
            let steps = (0..=self.text.len() / STEP).map(|step| {
                let to = floor(&self.text, step * STEP);
                sum += units(&self.text, from, to);
                from = to;
                sum
            });
            steps.collect()
        });
        let step = end / STEP;
        let from = floor(&self.text, step * STEP);
        counts.get(step).copied().unwrap_or(0) + units(&self.text, from, end)
    }

    /// The byte offset of a place; clamped to the line and to the file.
    pub fn offset(&self, place: Place) -> u32 {
        let line = place.line.saturating_sub(1) as usize;
        let (start, end) = self.line_range(line);
        let text = self.text.get(start as usize..end as usize).unwrap_or_default();
        let mut units = 1;
        for (at, c) in text.char_indices() {
            if units >= place.column {
                return start + at as u32;
            }
            units += c.len_utf16() as u32;
        }
        end
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn breaks(bytes: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', bytes).count() as u32
}

fn units(text: &str, from: usize, to: usize) -> u32 {
    // a character of four bytes takes two units, any other one
    let units = |byte: &u8| u32::from(!matches!(byte, 0x80..0xc0)) + u32::from(*byte >= 0xf0);
    text.as_bytes().get(from..to).unwrap_or_default().iter().map(units).sum()
}

#[cfg(test)]
mod tests {
    use crate::source::{Place, Sources};

    #[test]
    fn columns_are_utf16_units() {
        let sources = Sources::default();
        let file = sources.add("a.tf", "ä😀x\r\ny");
        assert_eq!(sources.place(file, 6), Place { line: 1, column: 4 });
        assert_eq!(sources.place(file, 9), Place { line: 2, column: 1 });
        assert_eq!(sources.get(file).offset(Place { line: 1, column: 4 }), 6);
        assert_eq!(sources.get(file).line_range(0), (0, 7));
    }

    #[test]
    fn columns_of_long_lines_are_exact() {
        let sources = Sources::default();
        let text = format!("x\n{}", "ä😀日".repeat(1_000));
        let file = sources.add("a.tf", text.clone());
        let source = sources.get(file);
        for (at, _) in text.char_indices().skip(2).step_by(7) {
            let column = text.get(2..at).unwrap().encode_utf16().count() as u32 + 1;
            assert_eq!(source.place(at as u32), Place { line: 2, column });
        }
    }

    #[test]
    fn lines_of_long_texts_are_where_they_are() {
        for text in ["", "\n", "a", "a\n", "a\r\n\r\n", &"ab\n\n".repeat(2_000), &"x".repeat(5_000)]
        {
            let text = format!("{text}end");
            let sources = Sources::default();
            let file = sources.add("a.tf", text.as_str());
            let source = sources.get(file);
            let mut start = 0;
            for (at, line) in text.split('\n').enumerate() {
                let end = start + line.trim_end_matches('\r').len() as u32;
                assert_eq!(source.line_range(at), (start, end), "{at}");
                assert_eq!(source.line_at(start), at);
                start += line.len() as u32 + 1;
            }
            let count = text.split('\n').count();
            assert_eq!(source.line_count(), count);
            let end = text.len() as u32;
            assert_eq!(source.line_range(count), (end, end));
            assert_eq!(source.line_range(count + 9), (end, end));
        }
    }
}
