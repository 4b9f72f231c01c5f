//! Lists.

use ecow::EcoVec;

use super::{Call, Function};
use crate::{
    dialect::{
        budget::{MAX_LENGTH, TOO_LONG},
        terraform::evaluate::{Failure, Outcome, sorted},
    },
    value::{Is, List, ListKind, Number, Origins, Rest, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "concat" => concat,
        "flatten" => flatten,
        "compact" => compact,
        "distinct" => distinct,
        "length" => length,
        "element" => element,
        "one" => one,
        "slice" => slice,
        "range" => range,
        "sort" => sort,
        "reverse" => reverse,
        _ => return None,
    })
}

pub(super) fn made(
    call: &Call,
    items: EcoVec<Value>,
    open: Option<Origins>,
    kind: ListKind,
) -> Value {
    if items.len() > MAX_LENGTH {
        return too_long(call);
    }
    Is::List(List { items, open, kind }).into()
}

/// What stands for a list that is too long to be made.
pub(super) fn too_long(call: &Call) -> Value {
    Value::unknown(TOO_LONG, Some(call.expression.span))
}

/// The list in a value; one of unknown elements when the value is not known.
pub(super) fn list(call: &Call, value: &Value) -> Result<List, Failure> {
    match &value.is {
        Is::List(list) => Ok(list.clone()),
        Is::Unknown(origins) => {
            let open = Some(origins.clone());
            Ok(List { items: EcoVec::new(), open, kind: ListKind::List })
        }
        Is::Text(_) if crate::dialect::terraform::evaluate::lone_symbol(value).is_some() => {
            call.evaluator.doubt();
            Ok(List { items: EcoVec::new(), open: value.origins(), kind: ListKind::List })
        }
        _ => Err(call.wrong("a list", value)),
    }
}

pub(super) fn both(a: Option<Origins>, b: Option<Origins>) -> Option<Origins> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.and(&b)),
        (a, b) => a.or(b),
    }
}

fn concat(call: &Call, values: &[Value]) -> Outcome {
    let (mut items, mut open) = (EcoVec::new(), None);
    let mut kind = ListKind::List;
    for value in values {
        let list = list(call, value)?;
        if list.kind == ListKind::Tuple {
            kind = ListKind::Tuple;
        }
        items.extend(list.items);
        open = both(open, list.open);
    }
    Ok(made(call, items, open, kind))
}

fn flatten(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let (mut items, mut open) = (EcoVec::new(), whole.open);
    let mut waiting: Vec<Value> = whole.items.into_iter().rev().collect();
    while let Some(value) = waiting.pop() {
        match value.is {
            Is::List(list) => {
                open = both(open, list.open);
                waiting.extend(list.items.into_iter().rev());
            }
            Is::Unknown(origins) => open = both(open, Some(origins)),
            Is::Either(_)
                if value.alternatives().iter().any(|(_, one)| matches!(one.is, Is::List(_))) =>
            {
                let unsure = value.origins();
                let own = || Origins::one("which of several lists it is", value.span);
                open = both(open, Some(unsure.unwrap_or_else(own)));
            }
            _ => items.push(value),
        }
        if items.len() > MAX_LENGTH {
            break;
        }
    }
    Ok(made(call, items, open, ListKind::Tuple))
}

fn compact(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let (mut items, mut open) = (EcoVec::new(), whole.open);
    for item in whole.items {
        if item.is_null() || item.constant().is_some_and(|text| text.is_empty()) {
            continue;
        }
        match item.is {
            Is::Unknown(origins) => open = both(open, Some(origins)),
            _ => items.push(item),
        }
    }
    Ok(made(call, items, open, ListKind::List))
}

fn distinct(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let mut seen = std::collections::HashSet::new();
    let items = whole.items.into_iter().filter(|item| match item.constant() {
        Some(text) => seen.insert(text),
        None => true,
    });
    Ok(made(call, items.collect(), whole.open, whole.kind))
}

pub(super) fn number(count: usize) -> Value {
    Is::Number(Number::from(count as u64)).into()
}

fn length(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    match &value.is {
        Is::List(list) if list.open.is_none() => Ok(number(list.items.len())),
        Is::Map(map) if map.rest == Rest::Closed => Ok(number(sorted(map).len())),
        Is::List(_) | Is::Map(_) | Is::Unknown(_) => Ok(call.unknown(values)),
        Is::Text(_) => match value.constant() {
            Some(text) => Ok(number(text.chars().count())),
            None => Ok(call.unknown(values)),
        },
        _ => Err(call.wrong("a list, map or text", value)),
    }
}

fn element(call: &Call, values: &[Value]) -> Outcome {
    let [value, index] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let Some(index) = index.constant().and_then(|text| text.parse::<i64>().ok()) else {
        return Ok(call.doubtful(values));
    };
    let wrong = |message: &str| Failure::new(message, value.span);
    let index = usize::try_from(index).map_err(|_| wrong("an index must not be negative"))?;
    match (whole.items.len(), whole.open) {
        (0, None) => Err(wrong("an empty list has no elements")),
        (count, None) => {
            Ok(whole.items.get(index % count.max(1)).cloned().unwrap_or_else(Value::null))
        }
        _ => Ok(call.doubtful(values)),
    }
}

/// The only element, or null for none.
fn one(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    match (whole.items.as_slice(), whole.open) {
        (_, Some(_)) => Ok(call.doubtful(values)),
        ([], None) => Ok(Value::null()),
        ([item], None) => Ok(item.clone()),
        _ => Err(Failure::new("there is more than one element", value.span)),
    }
}

fn bounds(values: &[Value]) -> Option<Vec<i64>> {
    values.iter().map(|value| value.constant()?.parse().ok()).collect()
}

fn slice(call: &Call, values: &[Value]) -> Outcome {
    let Some((value, limits)) = values.split_first() else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let limits = bounds(limits);
    let (Some([start, end]), None) = (limits.as_deref(), &whole.open) else {
        return Ok(call.doubtful(values));
    };
    let range = usize::try_from(*start).ok().zip(usize::try_from(*end).ok());
    match range.and_then(|(start, end)| whole.items.get(start..end)) {
        Some(items) => Ok(made(call, items.into(), None, whole.kind)),
        None => Err(Failure::new("the range lies outside the list", value.span)),
    }
}

fn range(call: &Call, values: &[Value]) -> Outcome {
    let Some(bounds) = bounds(values) else { return Ok(call.doubtful(values)) };
    let (start, end, step) = match bounds.as_slice() {
        [end] => (0, *end, if *end < 0 { -1 } else { 1 }),
        [start, end] => (*start, *end, if end < start { -1 } else { 1 }),
        [start, end, step] => (*start, *end, *step),
        _ => return Err(call.arguments()),
    };
    if step == 0 {
        return Err(Failure::new("a step must not be 0", None));
    }
    let mut items = EcoVec::new();
    let mut at = start;
    while (step > 0 && at < end) || (step < 0 && at > end) {
        if items.len() >= 1_024 {
            return Err(Failure::new("a range has more than 1,024 numbers", None));
        }
        items.push(Value::from(Is::Number(Number::from(at))));
        at = at.saturating_add(step);
    }
    Ok(made(call, items, None, ListKind::List))
}

fn sort(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let keys: Option<Vec<String>> = whole.items.iter().map(Value::constant).collect();
    let (Some(keys), None) = (keys, &whole.open) else {
        return Ok(unordered(call, whole));
    };
    let mut pairs: Vec<(String, Value)> = keys.into_iter().zip(whole.items).collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    let text = |(key, value): (String, Value)| Value { is: Value::text(key).is, ..value };
    Ok(made(call, pairs.into_iter().map(text).collect(), None, ListKind::List))
}

/// A list whose elements are known but not in which order; open, so that no index is taken for certain.
fn unordered(call: &Call, list: List) -> Value {
    let origins = Value::from(Is::List(list.clone())).origins();
    let own = || Origins::one("the order of a list", Some(call.expression.span));
    let open = Some(origins.unwrap_or_else(own));
    if list.items.len() == 1 && list.open.is_none() {
        return Is::List(List { kind: ListKind::List, ..list }).into();
    }
    Is::List(List { items: EcoVec::new(), open, kind: ListKind::List }).into()
}

fn reverse(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    if whole.open.is_some() {
        return Ok(unordered(call, whole));
    }
    let kind = if whole.kind == ListKind::Set { ListKind::List } else { whole.kind };
    Ok(made(call, whole.items.into_iter().rev().collect(), None, kind))
}
