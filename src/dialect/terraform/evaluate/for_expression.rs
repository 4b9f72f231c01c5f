//! `for` expressions.

use std::collections::HashMap;

use ecow::EcoVec;

use super::{Evaluator, Failure, Outcome, Scope};
use crate::{
    syntax::hcl::{Expression, ForSource},
    text::Text,
    value::{
        Entry, Guard, Is, List, ListKind, MAX_ALTERNATIVES, Map, MapKind, Origins, Part, Rest,
        Symbol, Value, either,
    },
};

/// The scope in which the names of a `for` stand for one pair.
pub(super) fn bound(source: &ForSource, key: Value, value: Value, scope: &Scope) -> Scope {
    let scope = scope.with(&source.value, value);
    match &source.key {
        Some(name) => scope.with(name, key),
        None => scope,
    }
}

impl Evaluator<'_> {
    pub(super) fn for_list(
        &self,
        source: &ForSource,
        value: &Expression,
        condition: Option<&Expression>,
        scope: &Scope,
    ) -> Outcome {
        let collection = self.eval(&source.collection, scope)?;
        self.lift(&collection, |one| {
            self.needs(one);
            let pairs = super::pairs(one)?;
            let mut items = Vec::with_capacity(pairs.known.len());
            for (key, item) in pairs.known {
                let scope = bound(source, key, item, scope);
                let kept = self.kept(condition, &scope)?;
                if kept.as_bool() == Some(false) {
                    continue;
                }
                let item = self.eval(value, &scope)?;
                items.push(only_if(&kept, item));
            }
            Ok(list(items, pairs.open, ListKind::Tuple))
        })
    }

    pub(super) fn for_object(&self, parts: &ForObject, scope: &Scope) -> Outcome {
        let collection = self.eval(&parts.source.collection, scope)?;
        self.lift(&collection, |one| {
            self.needs(one);
            let pairs = super::pairs(one)?;
            let mut made = Made { entries: Vec::new(), at: HashMap::new(), open: pairs.open };
            if made.open.is_some() && !parts.grouped {
                // two of the elements may have the same key
                self.doubt();
            }
            for (key, item) in pairs.known {
                let scope = bound(parts.source, key, item, scope);
                self.for_entry(parts, &scope, &mut made)?;
            }
            let rest = made.open.map_or(Rest::Closed, Rest::Open);
            Ok(Is::Map(Map { entries: made.entries.into(), rest, kind: MapKind::Object }).into())
        })
    }

    fn for_entry(&self, parts: &ForObject, scope: &Scope, made: &mut Made) -> Result<(), Failure> {
        let kept = self.kept(parts.condition, scope)?;
        if kept.as_bool() == Some(false) {
            return Ok(());
        }
        let key = self.eval(parts.key, scope)?;
        let value = self.eval(parts.value, scope)?;
        self.needs(&key);
        let certain = kept.as_bool() == Some(true);
        match key_text(&key, parts.key)? {
            Some(text) if certain => made.add(text, value, parts.grouped, parts.key),
            Some(text) => {
                let value = only_if(&kept, value);
                made.entries.push(Entry { key: text, value });
                Ok(())
            }
            None => {
                if !parts.grouped {
                    self.doubt();
                }
                let reason = || Origins::one("a key that is not known", Some(parts.key.span));
                let origins = key.origins().unwrap_or_else(reason);
                made.open =
                    Some(made.open.take().map_or(origins.clone(), |open| open.and(&origins)));
                Ok(())
            }
        }
    }

    /// Whether a `for` keeps an element.
    fn kept(&self, condition: Option<&Expression>, scope: &Scope) -> Outcome {
        let Some(condition) = condition else { return Ok(Value::bool(true)) };
        let asked = self.eval(condition, scope)?;
        self.truth(&asked, condition, scope)
    }
}

/// The parts of `{for … : key => value... if condition}`.
pub(super) struct ForObject<'e> {
    pub source: &'e ForSource,
    pub key: &'e Expression,
    pub value: &'e Expression,
    pub grouped: bool,
    pub condition: Option<&'e Expression>,
}

struct Made {
    entries: Vec<Entry>,
    at: HashMap<String, usize>,
    open: Option<Origins>,
}

impl Made {
    fn add(
        &mut self,
        key: Text,
        value: Value,
        grouped: bool,
        written: &Expression,
    ) -> Result<(), Failure> {
        let known = self.at.get(key.as_str()).and_then(|index| self.entries.get_mut(*index));
        match (known, grouped) {
            (Some(entry), true) => {
                if let Is::List(list) = &mut entry.value.is {
                    list.items.push(value);
                }
            }
            (Some(_), false) => {
                let message = format!("two elements have the key \"{}\"", key.as_str());
                return Err(Failure::new(message, Some(written.span)));
            }
            (None, _) => {
                self.at.insert(key.as_str().to_owned(), self.entries.len());
                let value = if grouped { Value::list([value].into()) } else { value };
                self.entries.push(Entry { key, value });
            }
        }
        Ok(())
    }
}

/// The text of a key; `None` where it is not known.
pub(super) fn key_text(key: &Value, written: &Expression) -> Result<Option<Text>, Failure> {
    match &key.is {
        Is::Null => Err(Failure::new("a key must not be null", Some(written.span))),
        Is::List(_) | Is::Map(_) => Err(Failure::new("a key must be text", Some(written.span))),
        _ => Ok(constant_text(&spelled(key))),
    }
}

/// A text with the names in it that are spelled out somewhere.
fn spelled(key: &Value) -> Value {
    let Is::Text(parts) = &key.is else { return key.clone() };
    let parts = parts.iter().flat_map(|part| match part {
        Part::Symbol(Symbol { definition: Some(text), .. }) => match &text.is {
            Is::Text(parts) => parts.clone(),
            _ => EcoVec::from([part.clone()]),
        },
        _ => EcoVec::from([part.clone()]),
    });
    Value { span: key.span, ..Value::parts(parts.collect()) }
}

/// A constant as text that knows its place.
pub(in super::super) fn constant_text(value: &Value) -> Option<Text> {
    let text = value.constant()?;
    match &value.is {
        Is::Text(parts) => match parts.as_slice() {
            [Part::Literal(text)] => Some(text.clone()),
            _ => Some(text.into()),
        },
        _ => Some(
            value
                .span
                .map_or_else(|| text.as_str().into(), |span| Text::written(text.as_str(), span)),
        ),
    }
}

/// The value where `kept` is true, absent elsewhere.
fn only_if(kept: &Value, value: Value) -> Value {
    if kept.as_bool() == Some(true) {
        return value;
    }
    let worlds = kept.alternatives().into_iter();
    either(
        worlds
            .map(|(guard, kept)| match kept.as_bool() {
                Some(true) => (guard, value.clone()),
                _ => (guard, Value::absent()),
            })
            .collect(),
    )
}

/// A list some of whose elements may be absent: as alternatives of certain lists where there are not too many.
pub(in super::super) fn list(items: Vec<Value>, open: Option<Origins>, kind: ListKind) -> Value {
    let whole = |items| Value::from(Is::List(List { items, open: open.clone(), kind }));
    if !items.iter().any(may_be_absent) {
        return whole(items.into());
    }
    let mut lists: Vec<(Guard, Vec<Value>)> = vec![(Guard::always(), Vec::new())];
    for item in &items {
        if !may_be_absent(item) {
            lists.iter_mut().for_each(|(_, list)| list.push(item.clone()));
            continue;
        }
        let mut next = Vec::new();
        for (guard, list) in &lists {
            for (also, one) in item.alternatives() {
                let Some(guard) = guard.and(&also) else { continue };
                let more = (!one.is_absent()).then_some(one);
                next.push((guard, list.iter().cloned().chain(more).collect()));
            }
        }
        lists = next;
        if lists.len() > MAX_ALTERNATIVES {
            return whole(items.into());
        }
    }
    either(lists.into_iter().map(|(guard, items)| (guard, whole(items.into()))).collect())
}

fn may_be_absent(value: &Value) -> bool {
    match &value.is {
        Is::Absent => true,
        Is::Either(all) => all.iter().any(|(_, one)| one.is_absent()),
        _ => false,
    }
}
