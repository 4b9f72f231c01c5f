//! Where a directive stands, and what it speaks of.

use crate::{
    facts::Directive,
    source::{Sources, Span},
};

/// Whether a directive speaks of a block: it names the block, stands inside it, on its first line, or in the comment
/// lines directly above.
pub fn covers(directive: &Directive, header: Span, body: Span, sources: &Sources) -> bool {
    match directive.on {
        Some(on) => on == header || on == body || on.contains(header) || on.contains(body),
        None => {
            body.contains(directive.span)
                || header.contains(directive.span)
                || is_on_line_of(directive.span, header, sources)
                || is_right_above(directive.span, header, sources)
        }
    }
}

fn is_on_line_of(comment: Span, header: Span, sources: &Sources) -> bool {
    if comment.file != header.file {
        return false;
    }
    let source = sources.get(header.file);
    source.line_at(comment.start) == source.line_at(header.start)
}

/// Only comment lines, and no blank line, between the comment and the header.
fn is_right_above(comment: Span, header: Span, sources: &Sources) -> bool {
    if comment.file != header.file || comment.end > header.start {
        return false;
    }
    let source = sources.get(header.file);
    let (first, last) = (source.line_at(comment.start), source.line_at(header.start));
    let (start, _) = source.line_range(first);
    let lead = source.text.get(start as usize..comment.start as usize).unwrap_or_default();
    lead.trim().is_empty()
        && (first + 1..last).all(|line| {
            let (start, end) = source.line_range(line);
            let text = source.text.get(start as usize..end as usize).unwrap_or_default().trim();
            ["#", "//", "*", "/*"].iter().any(|marker| text.starts_with(marker))
        })
}
