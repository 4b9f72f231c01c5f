//! From the parser's tree to ours.

mod body;
mod expression;
mod literal;
mod operator;
mod pieces;
mod settle;
mod template;
mod traversal;

pub(super) use template::Plain;

use super::survey::{Fault, Range, Survey};
use crate::{source::Span, text::Text};

/// What every node needs to find its bytes.
pub(super) struct Lowering<'a> {
    text: &'a Text,
    /// What stands for text that was written in no file.
    at: Span,
    survey: &'a Survey,
    /// Where in `text` the parsed part starts.
    base: usize,
}

impl<'a> Lowering<'a> {
    pub fn new(text: &'a Text, at: Span, survey: &'a Survey, base: usize) -> Lowering<'a> {
        Lowering { text, at, survey, base }
    }

    /// The bytes of `text` that a node of the parser covers; those of an empty heredoc as they were written.
    fn range(&self, node: &impl ::hcl::edit::Span) -> Range {
        let Some(range) = node.span() else { return self.base..self.base };
        let range = self.base + range.start..self.base + range.end;
        let heredocs = &self.survey.empty_heredocs;
        let next = heredocs.partition_point(|heredoc| heredoc.end <= range.end);
        match heredocs.get(next) {
            Some(heredoc) if heredoc.start + 2 == range.end => range.start..heredoc.end,
            _ => range,
        }
    }

    fn span(&self, node: &impl ::hcl::edit::Span) -> Span {
        self.span_of(&self.range(node))
    }

    /// The text that the survey made for reading.
    pub fn prepared(&self) -> &'a str {
        &self.survey.prepared
    }

    /// Whether a part of that text stands for a heredoc that is written differently.
    pub fn has_empty_heredoc(&self, range: &Range) -> bool {
        self.survey.empty_heredocs.iter().any(|heredoc| range.contains(&heredoc.start))
    }

    /// Where a part of `text` was written.
    pub fn span_of(&self, range: &Range) -> Span {
        let span = self.text.span_of(range.start, range.end).unwrap_or(self.at);
        if range.is_empty() { span.front() } else { span }
    }

    fn written(&self, range: &Range) -> &'a str {
        self.text.as_str().get(range.clone()).unwrap_or_default()
    }

    fn fault(at: Range, message: &str) -> Fault {
        Fault { at, message: message.to_owned() }
    }
}
