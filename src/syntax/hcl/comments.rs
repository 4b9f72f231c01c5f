//! The comments that speak to this tool.

use super::survey::Range;
use crate::{source::Label, text::Text};

/// What a comment must contain to be kept.
const NAME: &[u8] = b"cors-lint";

/// The comments among `ranges` that contain the tool's name, without their markers.
pub(super) fn collect(text: &Text, ranges: &[Range]) -> Vec<Label> {
    let finder = memchr::memmem::Finder::new(NAME);
    if finder.find(text.as_str().as_bytes()).is_none() {
        return Vec::new();
    }
    let comments = ranges.iter().filter_map(|range| {
        let comment = text.as_str().get(range.start..range.end)?;
        finder.find(comment.as_bytes())?;
        Some(Label::new(text.span_of(range.start, range.end)?, inside(comment)))
    });
    comments.collect()
}

fn inside(comment: &str) -> &str {
    let block = comment.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"));
    let line = comment.strip_prefix("//").or_else(|| comment.strip_prefix('#'));
    block.or(line).unwrap_or(comment).trim()
}
