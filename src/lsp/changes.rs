//! Edits as an editor sends them.

use gen_lsp_types::TextDocumentContentChangeEvent as Event;

use super::place::offset;
use crate::source::{Source, Sources};

/// The text after these changes, each of which stands on the one before.
pub fn applied(source: &Source, changes: Vec<Event>) -> String {
    let mut text = source.text.clone();
    for change in changes {
        match change {
            Event::TextDocumentContentChangeWholeDocument(whole) => text = whole.text,
            Event::TextDocumentContentChangePartial(partial) => {
                let scratch = Sources::default();
                let file = scratch.add("", std::mem::take(&mut text));
                let now = scratch.get(file);
                let start = offset(&now, partial.range.start) as usize;
                let end = (offset(&now, partial.range.end) as usize).max(start);
                text = now.text.clone();
                text.replace_range(start..end, &partial.text);
            }
        }
    }
    text
}
