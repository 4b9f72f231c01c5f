//! Places as the protocol counts them: from 0, in UTF-16 units.

use gen_lsp_types::{Location, Position, Range, Uri};

use super::uri;
use crate::source::{FileId, Place, Source, Sources, Span};

pub fn position(sources: &Sources, file: FileId, offset: u32) -> Position {
    let place = sources.place(file, offset);
    Position { line: place.line.saturating_sub(1), character: place.column.saturating_sub(1) }
}

pub fn range(sources: &Sources, span: Span) -> Range {
    Range {
        start: position(sources, span.file, span.start),
        end: position(sources, span.file, span.end),
    }
}

pub fn location(sources: &Sources, span: Span) -> Location {
    Location { uri: address(sources, &sources.path(span.file)), range: range(sources, span) }
}

/// The URI of a file by its path.
pub fn address(sources: &Sources, path: &str) -> Uri {
    Uri::from(uri::of(sources.root().unwrap_or(std::path::Path::new("/")), path))
}

/// The byte at a position; clamped to its line and to the file.
pub fn offset(source: &Source, position: Position) -> u32 {
    source.offset(Place {
        line: position.line.saturating_add(1),
        column: position.character.saturating_add(1),
    })
}
