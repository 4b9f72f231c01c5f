//! Spans as SARIF locations: lines and UTF-16 columns from 1, ends exclusive.

use super::{
    model::{ArtifactLocation, Location, PhysicalLocation, Region, Text},
    uri,
};
use crate::source::{FileId, Sources, Span};

/// The text of a longer region is left out, in bytes.
const LONGEST_SNIPPET: u32 = 2_000;

pub fn location(sources: &Sources, span: Span) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(sources, span.file),
            region: region(sources, span),
        },
        logical_locations: Vec::new(),
        message: None,
    }
}

pub fn artifact(sources: &Sources, file: FileId) -> ArtifactLocation {
    ArtifactLocation { uri: uri::relative(&sources.path(file)), uri_base_id: Some("%SRCROOT%") }
}

pub fn region(sources: &Sources, span: Span) -> Region {
    let start = sources.place(span.file, span.start);
    let end = sources.place(span.file, span.end);
    let short = span.end.saturating_sub(span.start) <= LONGEST_SNIPPET;
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: short.then(|| Text { text: sources.slice(span) }),
    }
}
