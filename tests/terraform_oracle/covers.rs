//! Whether an abstract value stands for a concrete one, among others.

use serde_json::Value as Json;

use cors_lint::value::{Is, Part, Rest, Value};

/// Whether the value can be this one at run time.
pub fn covers(value: &Value, concrete: &Json) -> bool {
    match &value.is {
        Is::Unknown(_) => true,
        Is::Either(all) => all.iter().any(|(_, one)| covers(one, concrete)),
        Is::Absent => false,
        Is::Null => concrete.is_null(),
        Is::Bool(is) => concrete.as_bool() == Some(*is),
        Is::Number(number) => concrete.as_f64() == number.to_string().parse().ok(),
        // an unset variable may be null, and of any type where none is given
        Is::Text(parts) if matches!(parts.as_slice(), [Part::Symbol(_)]) => true,
        Is::Text(parts) => concrete.as_str().is_some_and(|text| matches(parts, text)),
        Is::Json(inner) => concrete
            .as_str()
            .and_then(|text| serde_json::from_str::<Json>(text).ok())
            .is_some_and(|concrete| covers(inner, &concrete)),
        // an unset variable of any type may be null
        Is::List(list) if list.open.is_some() && list.items.is_empty() && concrete.is_null() => {
            true
        }
        Is::Map(map) if map.entries.iter().all(|one| is_name(&one.value)) && concrete.is_null() => {
            map.rest != Rest::Closed || !map.entries.is_empty()
        }
        Is::List(list) => {
            let Some(items) = concrete.as_array() else { return false };
            if list.open.is_some() {
                // what is known is among what is there, wherever
                let is_there = |known: &Value| items.iter().any(|item| covers(known, item));
                return list.items.iter().all(|known| may_be_absent(known) || is_there(known));
            }
            let same_length = list.items.len() == items.len();
            same_length && list.items.iter().zip(items).all(|(a, b)| covers(a, b))
        }
        Is::Map(map) => {
            let Some(entries) = concrete.as_object() else { return false };
            let known = map.entries.iter().all(|entry| {
                entries.get(entry.key.as_str()).is_some_and(|one| covers(&entry.value, one))
            });
            let closed = map.rest == Rest::Closed;
            let listed =
                entries.keys().all(|key| map.entries.iter().any(|one| one.key.as_str() == key));
            known && (!closed || listed)
        }
    }
}

fn may_be_absent(value: &Value) -> bool {
    match &value.is {
        Is::Absent => true,
        Is::Either(all) => all.iter().any(|(_, one)| may_be_absent(one)),
        _ => false,
    }
}

fn is_name(value: &Value) -> bool {
    match &value.is {
        Is::Text(parts) => matches!(parts.as_slice(), [Part::Symbol(_)]),
        Is::List(list) => list.open.is_some() && list.items.is_empty(),
        Is::Map(map) => map.entries.iter().all(|one| is_name(&one.value)),
        _ => false,
    }
}

/// Whether a text can be these parts: each that is not literal stands for any text.
fn matches(parts: &[Part], text: &str) -> bool {
    let Some((part, rest)) = parts.split_first() else { return text.is_empty() };
    match part {
        Part::Literal(literal) => {
            text.strip_prefix(literal.as_str()).is_some_and(|text| matches(rest, text))
        }
        _ => text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .any(|at| matches(rest, text.get(at..).unwrap_or_default())),
    }
}
