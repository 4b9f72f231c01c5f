//! What a configuration's expressions can be at run time: known, symbolic, one of several, or unknown with a reason.
//!
//! The law of every operation: what it yields for an abstract value covers what it yields for each concrete value that
//! the abstract one stands for. Nothing is ever guessed.

mod alternatives;
mod guard;
pub mod json;
mod lookup;
mod parts;
mod same;
mod shown;
mod symbol;

use std::sync::Arc;

use ecow::EcoVec;

pub use alternatives::{MAX_ALTERNATIVES, concat, either, lift, lift2};
pub use bigdecimal::BigDecimal as Number;
pub use guard::Guard;
pub use parts::{MAX_TEXT, Part};
pub use same::{Answer, constant_when_opened, same, same_parts};
pub use shown::shortened;
pub use symbol::{Class, Origin, Origins, Symbol};

use crate::{
    source::{Label, Span},
    text::Text,
};

/// A value with the place where it was written and the references through which it came.
#[derive(Clone, Debug)]
pub struct Value {
    pub is: Is,
    pub span: Option<Span>,
    /// The hops from where the value is used to where it was written, and what was assumed on the way.
    pub via: EcoVec<Label>,
    /// Judged like any other value, never printed.
    pub sensitive: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Is {
    /// No value at all: a property or list element that is not there (`AWS::NoValue`, a filtered element).
    Absent,
    Null,
    Bool(bool),
    Number(Number),
    Text(EcoVec<Part>),
    List(List),
    Map(Map),
    /// Text that is the JSON of a value we still hold.
    Json(Arc<Value>),
    /// One of these, each under its guard; guards of two alternatives contradict each other.
    Either(EcoVec<(Guard, Value)>),
    Unknown(Origins),
}

/// A list, set or tuple.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub items: EcoVec<Value>,
    /// Why there may be more elements than these; `None` when these are all.
    pub open: Option<Origins>,
    pub kind: ListKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    List,
    Set,
    Tuple,
}

/// A map or object; the last entry of a key wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    pub entries: EcoVec<Entry>,
    pub rest: Rest,
    pub kind: MapKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapKind {
    Map,
    Object,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: Text,
    pub value: Value,
}

/// What is known of the keys that a map does not list.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// There are none.
    Closed,
    /// There may be some.
    Open(Origins),
    /// Each is an attribute of a resource: a text of stable identity, `<prefix>.<key>`, never null.
    Attributes(Arc<str>),
}

/// Values are equal when they mean the same, wherever they were written.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        self.is == other.is
    }
}

impl From<Is> for Value {
    fn from(is: Is) -> Value {
        Value { is, span: None, via: EcoVec::new(), sensitive: false }
    }
}

impl Value {
    pub fn absent() -> Value {
        Is::Absent.into()
    }

    pub fn null() -> Value {
        Is::Null.into()
    }

    pub fn bool(is: bool) -> Value {
        Is::Bool(is).into()
    }

    /// Constant text; its span is where the text was written.
    pub fn text(text: impl Into<Text>) -> Value {
        let text = text.into();
        let span = text.span();
        let parts = if text.is_empty() { EcoVec::new() } else { [Part::Literal(text)].into() };
        Value { span, ..Is::Text(parts).into() }
    }

    pub fn parts(parts: Vec<Part>) -> Value {
        let span = parts::written_together(&parts);
        Value { span, ..Is::Text(parts::joined(parts)).into() }
    }

    pub fn symbol(symbol: Symbol) -> Value {
        Value { span: symbol.span, ..Is::Text([Part::Symbol(symbol)].into()).into() }
    }

    pub fn list(items: EcoVec<Value>) -> Value {
        Is::List(List { items, open: None, kind: ListKind::Tuple }).into()
    }

    pub fn map(entries: EcoVec<Entry>) -> Value {
        Is::Map(Map { entries, rest: Rest::Closed, kind: MapKind::Object }).into()
    }

    /// A value that cannot be known; `reason` completes the sentence "it depends on …".
    pub fn unknown(reason: impl Into<String>, span: Option<Span>) -> Value {
        Value { span, ..Is::Unknown(Origins::one(reason, span)).into() }
    }

    pub fn at(mut self, span: Option<Span>) -> Value {
        self.span = span.or(self.span);
        self
    }

    /// Adds the hop nearest to the use; hops past the eighth are dropped.
    pub fn through(mut self, span: Span, text: impl Into<String>) -> Value {
        if self.via.len() < 8 {
            self.via.insert(0, Label::new(span, text));
        }
        self
    }

    pub fn is_absent(&self) -> bool {
        matches!(self.is, Is::Absent)
    }

    pub fn is_null(&self) -> bool {
        matches!(self.is, Is::Null)
    }

    pub fn is_unknown(&self) -> bool {
        matches!(self.is, Is::Unknown(_))
    }

    /// The text of a constant, also of a number or a truth value (as they read inside a template).
    pub fn constant(&self) -> Option<String> {
        let parts = self.as_parts()?;
        let mut out = String::new();
        for part in parts.iter() {
            match part {
                Part::Literal(text) => out.push_str(text.as_str()),
                _ => return None,
            }
        }
        Some(out)
    }

    pub fn as_bool(&self) -> Option<bool> {
        match &self.is {
            Is::Bool(is) => Some(*is),
            Is::Text(_) => match self.constant()?.to_ascii_lowercase().as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// What the value depends on, when some of it is not known.
    pub fn origins(&self) -> Option<Origins> {
        let mut out = Vec::new();
        lookup::collect_origins(self, &mut out, 0);
        Origins::new(out)
    }

    /// Every condition that some alternative within the value hangs on.
    pub fn conditions(&self, out: &mut Vec<Arc<str>>) {
        lookup::collect_conditions(self, out, 0);
    }

    /// Every symbol whose text is part of the value, through lists, maps and alternatives.
    pub fn symbols(&self) -> Vec<&Symbol> {
        let mut out = Vec::new();
        lookup::collect_symbols(self, &mut out, 0);
        out
    }
}

/// How deep a value is followed; deeper ones count as unknown.
pub(crate) const MAX_DEPTH: usize = 128;

#[cfg(test)]
mod laws;
