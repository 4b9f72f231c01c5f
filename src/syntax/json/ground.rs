//! What the JSON text is written in: a file, or a text that was itself written in a file.

use crate::{
    source::{FileId, Span},
    text::Text,
};

#[derive(Clone, Copy)]
pub enum Ground<'a> {
    File(FileId),
    Text { text: &'a Text, whole: Span },
}

impl Ground<'_> {
    /// Where the bytes `start..end` of the JSON were written.
    pub fn span(self, start: usize, end: usize) -> Span {
        match self {
            Ground::File(file) => Span { file, start: start as u32, end: end as u32 },
            Ground::Text { text, whole } => text.span_of(start, end).unwrap_or(whole),
        }
    }

    /// The text `copy`, which is the bytes from `start` on.
    pub fn text(self, copy: &str, start: usize) -> Text {
        match self {
            Ground::File(_) => Text::written(copy, self.span(start, start + copy.len())),
            Ground::Text { text, .. } => text.slice(start, start + copy.len()),
        }
    }

    /// Appends `copy`, which are the bytes from `start` on, to `out`.
    pub fn copy(self, copy: &str, start: usize, out: &mut Text) {
        match self {
            Ground::File(_) => out.push(copy, Some(self.span(start, start + copy.len()))),
            Ground::Text { text, .. } => out.append(&text.slice(start, start + copy.len())),
        }
    }
}
