//! Conversion of values to types, as Terraform converts variables and the arguments of functions.

use std::sync::Arc;

use ecow::EcoVec;

use super::{Field, Type};
use crate::{
    dialect::terraform::evaluate::{Evaluator, Failure, Outcome, bounded, sets},
    text::Text,
    value::{Entry, Is, List, ListKind, Map, MapKind, Origins, Part, Rest, Symbol, Value},
};

/// The value as one of the type; null stays null. A text that is not known becomes what is not known of the type.
///
/// # Errors
/// When no value of that form can be one of the type.
pub(in super::super) fn convert(evaluator: &Evaluator, value: &Value, to: &Type) -> Outcome {
    evaluator.lift(value, |one| {
        let is = match (&one.is, to) {
            (_, Type::Any) | (Is::Null | Is::Absent, _) => return Ok(one.clone()),
            (Is::Unknown(origins), _) => return Ok(unknown(one, origins, to)),
            (Is::Text(parts), _) => match parts.as_slice() {
                [Part::Symbol(symbol)] if *to != Type::String => {
                    return Ok(symbolic(evaluator, one, symbol, to));
                }
                _ => return from_text(one, to),
            },
            (_, Type::String) => return to_text(one),
            (Is::Number(_), Type::Number) | (Is::Bool(_), Type::Bool) => return Ok(one.clone()),
            (Is::List(list), Type::List(inner)) => listed(evaluator, list, inner, ListKind::List)?,
            (Is::List(list), Type::Set(inner)) => listed(evaluator, list, inner, ListKind::Set)?,
            (Is::List(list), Type::Tuple(types)) => tuple(evaluator, list, types)?,
            (Is::Map(map), Type::Map(inner)) => mapped(evaluator, map, inner)?,
            (Is::Map(map), Type::Object(fields)) => object(evaluator, one, map, fields)?,
            _ => return Err(wrong(one, to)),
        };
        Ok(Value { is, ..one.clone() })
    })
}

fn wrong(value: &Value, to: &Type) -> Failure {
    Failure::new(format!("{} is not a {}", value.shown(), name(to)), value.span)
}

fn name(of: &Type) -> &'static str {
    match of {
        Type::Any => "value",
        Type::String => "string",
        Type::Number => "number",
        Type::Bool => "bool",
        Type::List(_) | Type::Tuple(_) => "list",
        Type::Set(_) => "set",
        Type::Map(_) | Type::Object(_) => "map",
    }
}

/// Scalars as text; anything else has none.
pub(in super::super) fn to_text(value: &Value) -> Outcome {
    match &value.is {
        Is::Text(_) | Is::Json(_) | Is::Null | Is::Unknown(_) => Ok(value.clone()),
        Is::Number(_) | Is::Bool(_) => {
            let parts = value.as_parts().unwrap_or_default();
            Ok(Value { is: Is::Text(parts.as_ref().into()), ..value.clone() })
        }
        _ => Err(Failure::new("a list or map cannot be turned into text", value.span)),
    }
}

fn from_text(value: &Value, to: &Type) -> Outcome {
    let text = value.constant();
    let is = match (to, text.as_deref()) {
        (Type::String, _) => return Ok(value.clone()),
        (Type::Number, Some(text)) => match text.parse() {
            Ok(number) => Is::Number(bounded(number)?),
            Err(_) => return Err(wrong(value, to)),
        },
        (Type::Bool, Some("true" | "1")) => Is::Bool(true),
        (Type::Bool, Some("false" | "0")) => Is::Bool(false),
        (Type::Number | Type::Bool, None) => Is::Unknown(origins(value)),
        _ => return Err(wrong(value, to)),
    };
    Ok(Value { is, ..value.clone() })
}

fn origins(value: &Value) -> Origins {
    value.origins().unwrap_or_else(|| Origins::one("a value that is not known", value.span))
}

fn listed(evaluator: &Evaluator, list: &List, inner: &Type, kind: ListKind) -> Result<Is, Failure> {
    let items = list.items.iter().map(|item| convert(evaluator, item, inner));
    let items = items.collect::<Result<EcoVec<_>, _>>()?;
    let items = if *inner == Type::Any { super::unify::items(items) } else { items };
    let list = List { items, open: list.open.clone(), kind };
    Ok(Is::List(if kind == ListKind::Set { sets::ordered(list) } else { list }))
}

fn tuple(evaluator: &Evaluator, list: &List, types: &[Type]) -> Result<Is, Failure> {
    if list.open.is_none() && list.items.len() != types.len() {
        return Err(Failure::new("a tuple of another length is expected", None));
    }
    let items = list.items.iter().zip(types).map(|(item, to)| convert(evaluator, item, to));
    let items = items.collect::<Result<EcoVec<_>, _>>()?;
    Ok(Is::List(List { items, open: list.open.clone(), kind: ListKind::Tuple }))
}

fn mapped(evaluator: &Evaluator, map: &Map, inner: &Type) -> Result<Is, Failure> {
    let values = map.entries.iter().map(|entry| convert(evaluator, &entry.value, inner));
    let values = values.collect::<Result<EcoVec<_>, _>>()?;
    let values = if *inner == Type::Any { super::unify::items(values) } else { values };
    let keys = map.entries.iter().map(|entry| entry.key.clone());
    let entries = keys.zip(values).map(|(key, value)| Entry { key, value }).collect();
    Ok(Is::Map(Map { entries, rest: map.rest.clone(), kind: MapKind::Map }))
}

/// An object keeps the attributes that its type names; optional ones that are missing or null take their defaults.
fn object(
    evaluator: &Evaluator,
    whole: &Value,
    map: &Map,
    fields: &[Field],
) -> Result<Is, Failure> {
    let mut entries = Vec::with_capacity(fields.len());
    for field in fields {
        let found = map.entries.iter().rev().find(|entry| entry.key.as_str() == field.name);
        let key = found.map_or_else(|| Text::from(field.name.as_str()), |entry| entry.key.clone());
        let value = match (found, &map.rest) {
            (Some(entry), _) if !(entry.value.is_null() && field.default.is_some()) => {
                convert(evaluator, &entry.value, &field.kind)?
            }
            (None, Rest::Closed) if !field.optional => {
                let message = format!("the attribute `{}` is missing", field.name);
                return Err(Failure::new(message, whole.span));
            }
            (None, Rest::Open(origins)) => unknown(whole, origins, &field.kind),
            (None, Rest::Attributes(_)) => {
                convert(evaluator, &whole.get(&field.name), &field.kind)?
            }
            _ => default(evaluator, field)?,
        };
        entries.push(Entry { key, value });
    }
    Ok(Is::Map(Map { entries: entries.into(), rest: Rest::Closed, kind: MapKind::Object }))
}

fn default(evaluator: &Evaluator, field: &Field) -> Outcome {
    match &field.default {
        Some(default) => {
            let value = evaluator.constant(default)?;
            convert(evaluator, &value, &field.kind)
        }
        None => Ok(Value::null()),
    }
}

/// What is known of a value of a type when nothing else is.
fn unknown(value: &Value, origins: &Origins, to: &Type) -> Value {
    let is = match to {
        Type::List(_) => open_list(origins, ListKind::List),
        Type::Set(_) => open_list(origins, ListKind::Set),
        Type::Map(_) => {
            let rest = Rest::Open(origins.clone());
            Is::Map(Map { entries: EcoVec::new(), rest, kind: MapKind::Map })
        }
        Type::Object(fields) => fields_of(fields, |field| {
            let inner = Value::from(Is::Unknown(origins.clone()));
            if field.optional && field.default.is_none() {
                return inner;
            }
            unknown(&inner, origins, &field.kind)
        }),
        _ => Is::Unknown(origins.clone()),
    };
    Value { is, ..value.clone() }
}

fn open_list(origins: &Origins, kind: ListKind) -> Is {
    Is::List(List { items: EcoVec::new(), open: Some(origins.clone()), kind })
}

fn fields_of(fields: &[Field], value: impl Fn(&Field) -> Value) -> Is {
    let entries = fields
        .iter()
        .map(|field| Entry { key: field.name.as_str().into(), value: value(field) })
        .collect();
    Is::Map(Map { entries, rest: Rest::Closed, kind: MapKind::Object })
}

/// A value known only by name, under its type: attributes of objects and maps keep names of their own.
fn symbolic(evaluator: &Evaluator, value: &Value, symbol: &Symbol, to: &Type) -> Value {
    let origins = || Origins::one(reason(symbol), symbol.span);
    let is = match to {
        Type::Bool => return evaluator.symbol_as_bool(value, symbol),
        Type::Object(fields) => fields_of(fields, |field| {
            let inner = derived(symbol, &format!(".{}", field.name));
            let value = Value::symbol(inner.clone());
            match field.kind {
                // null where it is not given
                _ if field.optional && field.default.is_none() => value,
                Type::String | Type::Any => value,
                _ => symbolic(evaluator, &value, &inner, &field.kind),
            }
        }),
        Type::Map(inner) if matches!(**inner, Type::String | Type::Any) => {
            let rest = Rest::Attributes(symbol.id.clone());
            Is::Map(Map { entries: EcoVec::new(), rest, kind: MapKind::Map })
        }
        Type::Tuple(_) => open_list(&origins(), ListKind::Tuple),
        _ => return unknown(value, &origins(), to),
    };
    Value { is, ..value.clone() }
}

/// Completes "it depends on …".
pub(in super::super) fn reason(symbol: &Symbol) -> String {
    if symbol.shown.starts_with("var.") {
        format!("{}, which has no value here", symbol.shown)
    } else {
        symbol.shown.to_string()
    }
}

/// A part of what a symbol stands for.
pub(in super::super) fn derived(symbol: &Symbol, step: &str) -> Symbol {
    let id: Arc<str> = format!("{}{step}", symbol.id).into();
    let shown: Arc<str> = format!("{}{step}", symbol.shown).into();
    Symbol::new(id, shown, crate::value::Class::Any).at(symbol.span)
}
