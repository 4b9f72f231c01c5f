//! One type for several values: the arms of a conditional, the elements of a list.

use super::convert::to_text;
use ecow::EcoVec;

use crate::value::{Is, List, ListKind, Map, MapKind, Value};

/// Two values as the arms of one conditional: a number or truth value beside text becomes text, tuples of different
/// lengths become lists, objects with different attributes become maps.
pub(in super::super) fn unify(a: Value, b: Value) -> (Value, Value) {
    match (&a.is, &b.is) {
        (Is::Text(_), Is::Number(_) | Is::Bool(_)) => {
            let b = to_text(&b).unwrap_or(b);
            (a, b)
        }
        (Is::Number(_) | Is::Bool(_), Is::Text(_)) => {
            let a = to_text(&a).unwrap_or(a);
            (a, b)
        }
        (Is::List(x), Is::List(y)) if x.kind != y.kind || x.items.len() != y.items.len() => {
            let kind = common(x, y);
            (with_kind(a, kind), with_kind(b, kind))
        }
        (Is::Map(x), Is::Map(y)) if x.kind != y.kind || !same_keys(x, y) => (as_map(a), as_map(b)),
        _ => (a, b),
    }
}

fn common(x: &List, y: &List) -> ListKind {
    match (x.kind, y.kind) {
        (ListKind::Set, ListKind::Set) => ListKind::Set,
        _ => ListKind::List,
    }
}

fn with_kind(value: Value, kind: ListKind) -> Value {
    match value.is {
        Is::List(list) => {
            let items = items(list.items);
            Value { is: Is::List(List { items, open: list.open, kind }), ..value }
        }
        _ => value,
    }
}

fn as_map(value: Value) -> Value {
    match value.is {
        Is::Map(map) => Value { is: Is::Map(Map { kind: MapKind::Map, ..map }), ..value },
        _ => value,
    }
}

fn same_keys(x: &Map, y: &Map) -> bool {
    let keys = |map: &Map| {
        let mut keys: Vec<String> =
            map.entries.iter().map(|entry| entry.key.as_str().to_owned()).collect();
        keys.sort();
        keys
    };
    x.entries.len() == y.entries.len() && keys(x) == keys(y)
}

/// The elements of a list under one type: text, as soon as one of them is text.
pub(in super::super) fn items(items: EcoVec<Value>) -> EcoVec<Value> {
    let text = items.iter().any(|item| matches!(item.is, Is::Text(_)));
    let scalar = items.iter().any(|item| matches!(item.is, Is::Number(_) | Is::Bool(_)));
    if !(text && scalar) {
        return items;
    }
    items.into_iter().map(|item| to_text(&item).unwrap_or(item)).collect()
}
