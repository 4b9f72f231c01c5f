//! Values of modules that are not the tree's own: what was written in such a module is shown at its call.

use std::sync::Arc;

use crate::{
    dialect::terraform::program::is_foreign,
    source::{Sources, Span, parent},
    text::Text,
    value::{Entry, Is, List, Map, Part, Value},
};

/// Deeper parts of a value are left out: nothing that a person writes goes so deep.
const MAX_DEPTH: usize = 64;

/// The value with every place that lies in a foreign file moved to the call.
pub(super) fn shown_at(value: &Value, call: Span, sources: &Sources) -> Value {
    Move { call, sources }.value(value, 0)
}

struct Move<'s> {
    call: Span,
    sources: &'s Sources,
}

impl Move<'_> {
    fn value(&self, value: &Value, depth: usize) -> Value {
        if depth > MAX_DEPTH {
            return Value::unknown(
                "a value that goes deeper than is followed here",
                Some(self.call),
            );
        }
        let inner = |value: &Value| self.value(value, depth + 1);
        let is = match &value.is {
            Is::Text(parts) => Is::Text(parts.iter().map(|part| self.part(part)).collect()),
            Is::List(list) => {
                let items = list.items.iter().map(inner).collect();
                Is::List(List { items, ..list.clone() })
            }
            Is::Map(map) => {
                let entry = |entry: &Entry| Entry {
                    key: self.text(&entry.key),
                    value: inner(&entry.value),
                };
                Is::Map(Map { entries: map.entries.iter().map(entry).collect(), ..map.clone() })
            }
            Is::Json(value) => Is::Json(Arc::new(inner(value))),
            Is::Either(all) => {
                let all = all.iter().map(|(guard, one)| (guard.clone(), inner(one)));
                Is::Either(all.collect())
            }
            other => other.clone(),
        };
        let mut via = value.via.clone();
        via.retain(|hop| !self.is_foreign(hop.span));
        let span = value.span.map(|span| self.place(span));
        Value { is, span, via, sensitive: value.sensitive }
    }

    fn part(&self, part: &Part) -> Part {
        match part {
            Part::Literal(text) => Part::Literal(self.text(text)),
            other => other.clone(),
        }
    }

    fn text(&self, text: &Text) -> Text {
        match text.span() {
            Some(span) if self.is_foreign(span) => Text::written(text.as_str(), self.call),
            _ => text.clone(),
        }
    }

    fn place(&self, span: Span) -> Span {
        if self.is_foreign(span) { self.call } else { span }
    }

    fn is_foreign(&self, span: Span) -> bool {
        is_foreign(parent(&self.sources.path(span.file)))
    }
}
