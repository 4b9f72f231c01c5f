//! What can be iterated: the pairs of keys and values of lists, sets and maps.

use std::collections::BTreeMap;

use super::{Failure, step};
use crate::value::{Entry, Is, ListKind, Map, Origins, Rest, Value};

/// The pairs of a collection, and why there may be more.
pub(super) struct Pairs {
    pub known: Vec<(Value, Value)>,
    pub open: Option<Origins>,
}

/// The entries of a map in the order of their keys; the last of each key.
pub(in super::super) fn sorted(map: &Map) -> Vec<&Entry> {
    let by_key: BTreeMap<&str, &Entry> =
        map.entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    by_key.into_values().collect()
}

/// The entries with the last value of each key.
pub(in super::super) fn unique(entries: Vec<Entry>) -> Vec<Entry> {
    let mut seen = std::collections::HashSet::with_capacity(entries.len());
    let mut out: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries.into_iter().rev() {
        if seen.insert(entry.key.as_str().to_owned()) {
            out.push(entry);
        }
    }
    out.reverse();
    out
}

/// The pairs that `for`, `for_each` and `dynamic` run over; a set's keys are its elements. The value has no alternatives.
///
/// # Errors
/// When the value surely is no collection.
pub(super) fn pairs(value: &Value) -> Result<Pairs, Failure> {
    match &value.is {
        Is::List(list) => {
            let items = list.items.iter().filter(|item| !item.is_absent()).enumerate();
            let known = items.map(|(index, item)| {
                let key = match list.kind {
                    ListKind::Set => item.clone(),
                    _ => number(index),
                };
                (key, item.clone())
            });
            Ok(Pairs { known: known.collect(), open: list.open.clone() })
        }
        Is::Map(map) => {
            let known = sorted(map).into_iter();
            let known = known.map(|entry| (Value::text(entry.key.clone()), entry.value.clone()));
            let open = match &map.rest {
                Rest::Closed => None,
                Rest::Open(origins) => Some(origins.clone()),
                Rest::Attributes(of) => Some(Origins::one(step::shown_of(of), value.span)),
            };
            Ok(Pairs { known: known.collect(), open })
        }
        Is::Unknown(origins) => Ok(Pairs { known: Vec::new(), open: Some(origins.clone()) }),
        Is::Text(_) => match step::lone_symbol(value) {
            Some(symbol) => {
                let reason = crate::dialect::terraform::types::reason(symbol);
                let open = Some(Origins::one(reason, symbol.span));
                Ok(Pairs { known: Vec::new(), open })
            }
            None => Err(Failure::new("text cannot be iterated", value.span)),
        },
        _ => Err(Failure::new(format!("{} cannot be iterated", value.shown()), value.span)),
    }
}

pub(super) fn number(index: usize) -> Value {
    Is::Number(crate::value::Number::from(index as u64)).into()
}
