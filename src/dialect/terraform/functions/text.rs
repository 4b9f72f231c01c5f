//! Text taken apart and put together: split, join, substr, and questions about text.

use ecow::EcoVec;

use super::{Call, Function, lists::too_long, opaque, strings::pieces};
use crate::{
    dialect::budget::{MAX_LENGTH, is_cut_too_often},
    dialect::terraform::evaluate::{Failure, Outcome},
    text::Text,
    value::{Is, List, ListKind, Part, Value, concat},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "split" => split,
        "join" => join,
        "substr" => substr,
        "startswith" => starts_with,
        "endswith" => ends_with,
        "strcontains" => contains,
        _ => return None,
    })
}

fn list_of(items: Vec<Value>) -> Value {
    Is::List(List { items: items.into(), open: None, kind: ListKind::List }).into()
}

/// Splits where the separator stands in what is known; certain when no symbol can hold it.
fn split(call: &Call, values: &[Value]) -> Outcome {
    let [separator, value] = values else { return Err(call.arguments()) };
    let (Some(separator), Some(parts)) = (separator.constant(), pieces(call, value)?) else {
        return Ok(open_list(call, values));
    };
    if separator.is_empty() {
        return Ok(match value.constant() {
            Some(text) if text.len() > MAX_LENGTH => too_long(call),
            Some(text) => list_of(text.chars().map(|c| Value::text(c.to_string())).collect()),
            None => open_list(call, values),
        });
    }
    let holds = |part: &Part| match part {
        Part::Literal(_) => false,
        Part::Symbol(symbol) => separator.chars().any(|c| symbol.class.may_contain(c)),
        Part::Unknown(_) => true,
    };
    if parts.iter().any(holds) {
        return Ok(open_list(call, values));
    }
    if is_cut_too_often(&parts, &separator) {
        return Ok(too_long(call));
    }
    let mut pieces: Vec<Vec<Part>> = vec![Vec::new()];
    for part in parts {
        let Part::Literal(text) = part else {
            pieces.last_mut().into_iter().for_each(|piece| piece.push(part.clone()));
            continue;
        };
        let mut at = 0;
        for (index, piece) in text.as_str().split(&separator).enumerate() {
            if index > 0 {
                pieces.push(Vec::new());
            }
            let slice = text.slice(at, at + piece.len());
            pieces.last_mut().into_iter().for_each(|last| last.push(Part::Literal(slice.clone())));
            at += piece.len() + separator.len();
        }
    }
    Ok(list_of(pieces.into_iter().map(Value::parts).collect()))
}

fn open_list(call: &Call, values: &[Value]) -> Value {
    let unknown = call.unknown(values);
    let open = unknown.origins();
    Is::List(List { items: EcoVec::new(), open, kind: ListKind::List }).into()
}

fn join(call: &Call, values: &[Value]) -> Outcome {
    let Some((separator, lists)) = values.split_first() else { return Err(call.arguments()) };
    let mut out: Vec<Value> = Vec::new();
    for value in lists {
        let Is::List(list) = &value.is else { return Ok(opaque::text(call, values)) };
        if list.open.is_some() {
            return Ok(call.unknown(values));
        }
        for item in &list.items {
            if matches!(item.is, Is::Null | Is::List(_) | Is::Map(_)) {
                return Err(Failure::new("a list of texts is expected", item.span));
            }
            call.evaluator.needs(item);
            if !out.is_empty() {
                out.push(separator.clone());
            }
            out.push(item.clone());
        }
    }
    Ok(concat(&out))
}

/// Counts characters; certain within a literal start.
fn substr(call: &Call, values: &[Value]) -> Outcome {
    let [value, offset, length] = values else { return Err(call.arguments()) };
    let number = |value: &Value| value.constant().and_then(|text| text.parse::<i64>().ok());
    let (Some(parts), Some(offset), Some(length)) =
        (pieces(call, value)?, number(offset), number(length))
    else {
        return Ok(opaque::text(call, values));
    };
    let (text, whole) = match parts.as_slice() {
        [] => (Text::default(), true),
        [Part::Literal(text)] => (text.clone(), true),
        [Part::Literal(text), ..] => (text.clone(), false),
        _ => return Ok(opaque::text(call, values)),
    };
    let count = text.as_str().chars().count() as i64;
    let start = if offset < 0 && whole { (count + offset).max(0) } else { offset };
    let end = if length < 0 { count } else { start.saturating_add(length) };
    if !whole && (offset < 0 || length < 0 || end > count) {
        return Ok(opaque::text(call, values));
    }
    let at = |index: i64| {
        let index = usize::try_from(index.clamp(0, count)).unwrap_or(0);
        text.as_str().char_indices().nth(index).map_or(text.len(), |(at, _)| at)
    };
    let (start, end) = (at(start), at(end));
    Ok(Value { is: Value::text(text.slice(start, end.max(start))).is, ..value.clone() })
}

fn starts_with(call: &Call, values: &[Value]) -> Outcome {
    let [value, prefix] = values else { return Err(call.arguments()) };
    let (Some(parts), Some(prefix)) = (pieces(call, value)?, prefix.constant()) else {
        return Ok(call.ask());
    };
    match parts.as_slice() {
        [] => Ok(Value::bool(prefix.is_empty())),
        [Part::Literal(text), rest @ ..] => {
            if text.as_str().starts_with(&prefix) {
                return Ok(Value::bool(true));
            }
            let undecided = !rest.is_empty() && prefix.starts_with(text.as_str());
            Ok(if undecided { call.ask() } else { Value::bool(false) })
        }
        _ => Ok(call.ask()),
    }
}

fn ends_with(call: &Call, values: &[Value]) -> Outcome {
    let [value, suffix] = values else { return Err(call.arguments()) };
    let (Some(parts), Some(suffix)) = (pieces(call, value)?, suffix.constant()) else {
        return Ok(call.ask());
    };
    match parts.as_slice() {
        [] => Ok(Value::bool(suffix.is_empty())),
        [rest @ .., Part::Literal(text)] => {
            if text.as_str().ends_with(&suffix) {
                return Ok(Value::bool(true));
            }
            let undecided = !rest.is_empty() && suffix.ends_with(text.as_str());
            Ok(if undecided { call.ask() } else { Value::bool(false) })
        }
        _ => Ok(call.ask()),
    }
}

fn contains(call: &Call, values: &[Value]) -> Outcome {
    let [value, what] = values else { return Err(call.arguments()) };
    let (Some(parts), Some(what)) = (pieces(call, value)?, what.constant()) else {
        return Ok(call.ask());
    };
    let found = parts.iter().any(|part| match part {
        Part::Literal(text) => text.as_str().contains(&what),
        _ => false,
    });
    let whole = parts.iter().all(|part| matches!(part, Part::Literal(_)));
    Ok(if found || whole { Value::bool(found) } else { call.ask() })
}
