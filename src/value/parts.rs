//! Text in pieces: what is written, what is a symbol, what is not known.

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

/// Adjacent literals as one, empty ones dropped.
pub(super) fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (part, out.last_mut()) {
            (Part::Literal(text), _) if text.is_empty() => {}
            (Part::Literal(text), Some(Part::Literal(last))) => last.append(&text),
            (part, _) => out.push(part),
        }
    }
    out
}

impl Value {
    /// The value inside a template: scalars become text, an unknown an unknown piece. `None` for what has no one text:
    /// null, collections, alternatives.
    pub fn as_parts(&self) -> Option<Vec<Part>> {
        let written = |text: String| match self.span {
            Some(span) => Text::written(text, span),
            None => Text::from(text),
        };
        match &self.is {
            Is::Text(parts) => Some(parts.clone()),
            Is::Bool(is) => Some(vec![Part::Literal(written(is.to_string()))]),
            Is::Number(number) => {
                Some(vec![Part::Literal(written(number.normalized().to_plain_string()))])
            }
            Is::Unknown(origins) => Some(vec![Part::Unknown(origins.clone())]),
            Is::Json(value) => super::json::encoded(value),
            Is::Absent | Is::Null | Is::List(_) | Is::Map(_) | Is::Either(_) => None,
        }
    }
}
