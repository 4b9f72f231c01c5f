//! The names that an expression sees besides those of its module: `each`, `count`, iterators.

use std::{rc::Rc, sync::Arc};

use crate::value::Value;

/// Where an expression is evaluated.
#[derive(Clone, Debug)]
pub(in super::super) struct Scope {
    /// The module instance.
    pub instance: usize,
    /// The key of the resource's or call's instance, as its address shows it: `["a"]`, `[0]`, or nothing.
    pub key: Arc<str>,
    names: Option<Rc<Name>>,
    /// Whether only the bound names can be seen: a template file.
    pub closed: bool,
}

#[derive(Debug)]
struct Name {
    name: String,
    value: Value,
    outer: Option<Rc<Name>>,
}

impl Scope {
    pub fn of(instance: usize) -> Scope {
        Scope { instance, key: "".into(), names: None, closed: false }
    }

    pub fn keyed(mut self, key: &str) -> Scope {
        self.key = key.into();
        self
    }

    pub fn closed(mut self) -> Scope {
        self.closed = true;
        self.names = None;
        self
    }

    pub fn with(&self, name: &str, value: Value) -> Scope {
        let names = Name { name: name.to_owned(), value, outer: self.names.clone() };
        Scope { names: Some(Rc::new(names)), ..self.clone() }
    }

    pub fn name(&self, name: &str) -> Option<&Value> {
        self.names().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The bound names, innermost first.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Value)> {
        let mut next = self.names.as_deref();
        std::iter::from_fn(move || {
            let name = next?;
            next = name.outer.as_deref();
            Some((name.name.as_str(), &name.value))
        })
    }
}
