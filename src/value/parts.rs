//! Text in pieces: what is written, what is a symbol, what is not known.

use std::borrow::Cow;

use ecow::EcoVec;

use super::{Is, Origins, Symbol, Value};
use crate::{source::Span, text::Text};

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Literal(Text),
    /// One symbol is one text at run time.
    Symbol(Symbol),
    /// Some text; equal to nothing, not even to itself.
    Unknown(Origins),
}

impl Part {
    pub fn span(&self) -> Option<Span> {
        match self {
            Part::Literal(text) => text.span(),
            Part::Symbol(symbol) => symbol.span,
            Part::Unknown(origins) => origins.span(),
        }
    }
}

/// What may stand between two pieces that are written one after the other, in bytes: the brackets of a hole.
const BRACKETS: u32 = 3;

/// From the first piece's place on, as far as the pieces are written one after the other.
pub(super) fn written_together(parts: &[Part]) -> Option<Span> {
    let mut spans = parts.iter().filter_map(Part::span);
    let first = spans.next()?;
    let follows = |sum: Span, next: Span| {
        let near = next.file == sum.file && (sum.start..=sum.end + BRACKETS).contains(&next.start);
        near.then_some(Span { end: next.end.max(sum.end), ..sum })
    };
    let mut sum = first;
    for next in spans {
        match follows(sum, next) {
            Some(longer) => sum = longer,
            None => break,
        }
    }
    Some(sum)
}

/// Longer texts are not put together, in bytes.
pub const MAX_TEXT: usize = 4 * 1024 * 1024;
/// What a piece that is not written out counts for, in bytes.
const HOLE: usize = 16;

/// What stands for a text that is longer than is put together.
pub(super) fn too_long() -> Vec<Part> {
    vec![Part::Unknown(Origins::one("a text of more than 4 MB", None))]
}

/// The bytes that pieces take.
pub(super) fn weight(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Literal(text) => text.len(),
        Part::Symbol(_) | Part::Unknown(_) => HOLE,
    };
    parts.iter().map(of).sum()
}

/// Adjacent literals as one, empty ones dropped.
pub(super) fn joined(parts: Vec<Part>) -> EcoVec<Part> {
    if parts.len() > 1 && weight(&parts) > MAX_TEXT {
        return too_long().into();
    }
    let mut out: EcoVec<Part> = EcoVec::with_capacity(parts.len());
    for part in parts {
        match (part, out.make_mut().last_mut()) {
            (Part::Literal(text), _) if text.is_empty() => {}
            (Part::Literal(text), Some(Part::Literal(last))) => last.append(&text),
            (part, _) => out.push(part),
        }
    }
    out
}

impl Value {
    /// The bytes that it takes inside a text; of alternatives, all of them.
    pub fn weight(&self) -> usize {
        match &self.is {
            Is::Text(parts) => weight(parts),
            Is::Either(all) => all.iter().map(|(_, one)| one.weight()).sum(),
            _ => HOLE,
        }
    }

    /// The value inside a template: scalars become text, an unknown an unknown piece. `None` for what has no one text:
    /// null, collections, alternatives.
    pub fn as_parts(&self) -> Option<Cow<'_, [Part]>> {
        let written = |text: String| match self.span {
            Some(span) => Part::Literal(Text::written(text, span)),
            None => Part::Literal(Text::from(text)),
        };
        let parts = match &self.is {
            Is::Text(parts) => return Some(Cow::Borrowed(parts)),
            Is::Bool(is) => vec![written(is.to_string())],
            Is::Number(number) => vec![written(number.normalized().to_plain_string())],
            Is::Unknown(origins) => vec![Part::Unknown(origins.clone())],
            Is::Json(value) => super::json::encoded(value)?.into_iter().collect(),
            Is::Absent | Is::Null | Is::List(_) | Is::Map(_) | Is::Either(_) => return None,
        };
        Some(Cow::Owned(parts))
    }
}
