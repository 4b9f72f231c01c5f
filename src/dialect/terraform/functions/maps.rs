//! Maps and objects.

use ecow::EcoVec;

use super::{Call, Function, lists::made};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome, lone_symbol, sorted, unique},
    value::{Entry, Is, ListKind, Map, MapKind, Origins, Rest, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "merge" => merge,
        "keys" => keys,
        "values" => values_of,
        "lookup" => lookup,
        "zipmap" => zipmap,
        _ => return None,
    })
}

/// The map in a value; an open one when the value is not known.
fn map(call: &Call, value: &Value) -> Result<Map, Failure> {
    match &value.is {
        Is::Map(map) => Ok(map.clone()),
        Is::Unknown(origins) => Ok(open(origins.clone())),
        _ if lone_symbol(value).is_some() => {
            call.evaluator.doubt();
            let own = || Origins::one("a map that is not known", value.span);
            Ok(open(value.origins().unwrap_or_else(own)))
        }
        _ => Err(call.wrong("a map", value)),
    }
}

fn open(origins: Origins) -> Map {
    Map { entries: EcoVec::new(), rest: Rest::Open(origins), kind: MapKind::Map }
}

/// Why a map may have more keys.
fn rest_of(map: &Map, value: &Value) -> Option<Origins> {
    match &map.rest {
        Rest::Closed => None,
        Rest::Open(origins) => Some(origins.clone()),
        Rest::Attributes(of) => {
            let shown = of.rsplit_once('|').map_or(of.as_ref(), |(_, shown)| shown);
            Some(Origins::one(shown, value.span))
        }
    }
}

/// The right one wins; a map that is not known may hide whatever stands left of it.
fn merge(call: &Call, values: &[Value]) -> Outcome {
    let mut entries: Vec<Entry> = Vec::new();
    let mut rest: Option<Origins> = None;
    let mut kind = MapKind::Map;
    for value in values.iter().filter(|value| !value.is_null()) {
        let map = map(call, value)?;
        if let Some(origins) = rest_of(&map, value) {
            for entry in &mut entries {
                let known = entry.value.origins().map_or(origins.clone(), |one| one.and(&origins));
                entry.value = Value { is: Is::Unknown(known), ..entry.value.clone() };
            }
            rest = Some(rest.map_or(origins.clone(), |rest| rest.and(&origins)));
        }
        if map.kind == MapKind::Object {
            kind = MapKind::Object;
        }
        entries.extend(map.entries.into_iter().map(|mut entry| {
            if entry.value.via.is_empty() {
                entry.value.via = value.via.clone();
            }
            entry
        }));
    }
    let rest = rest.map_or(Rest::Closed, Rest::Open);
    Ok(Is::Map(Map { entries: unique(entries).into(), rest, kind }).into())
}

fn keys(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let map = map(call, value)?;
    let items = sorted(&map).into_iter().map(|entry| Value::text(entry.key.clone())).collect();
    Ok(made(call, items, rest_of(&map, value), ListKind::List))
}

fn values_of(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let map = map(call, value)?;
    let items = sorted(&map).into_iter().map(|entry| entry.value.clone()).collect();
    let kind = if map.kind == MapKind::Map { ListKind::List } else { ListKind::Tuple };
    Ok(made(call, items, rest_of(&map, value), kind))
}

fn lookup(call: &Call, values: &[Value]) -> Outcome {
    let (value, key, default) = match values {
        [value, key] => (value, key, None),
        [value, key, default] => (value, key, Some(default)),
        _ => return Err(call.arguments()),
    };
    let map = map(call, value)?;
    if key.is_null() {
        return Err(Failure::new("a key must not be null", key.span));
    }
    let Some(name) = key.constant() else {
        return Ok(if default.is_some() { call.unknown(values) } else { call.doubtful(values) });
    };
    if let Some(entry) = map.entries.iter().rev().find(|entry| entry.key.as_str() == name) {
        return Ok(entry.value.clone());
    }
    match (rest_of(&map, value), default) {
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(Failure::new(format!("the map has no key \"{name}\""), value.span)),
        (Some(_), Some(_)) => Ok(call.unknown(values)),
        (Some(_), None) => Ok(call.doubtful(values)),
    }
}

fn zipmap(call: &Call, values: &[Value]) -> Outcome {
    let [keys, items] = values else { return Err(call.arguments()) };
    let (keys, items) = (super::lists::list(call, keys)?, super::lists::list(call, items)?);
    let names: Option<Vec<String>> = keys.items.iter().map(Value::constant).collect();
    let (Some(names), None, None) = (names, &keys.open, &items.open) else {
        return Ok(Is::Map(open(call.unknown(values).origins().unwrap_or_else(|| {
            Origins::one("keys that are not known", Some(call.expression.span))
        })))
        .into());
    };
    if names.len() != items.items.len() {
        return Err(Failure::new("there must be as many keys as values", None));
    }
    let pairs = names.into_iter().zip(items.items);
    let entries = pairs.map(|(key, value)| Entry { key: key.into(), value });
    let entries = unique(entries.collect());
    Ok(Is::Map(Map { entries: entries.into(), rest: Rest::Closed, kind: MapKind::Object }).into())
}
