//! Functions that pick one of their arguments.

use super::{Call, Function};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome, is_all_open, lone_symbol, may_be_anything},
    value::{Is, Value, either},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "coalesce" => coalesce,
        "coalescelist" => coalesce_list,
        "sensitive" => sensitive,
        "nonsensitive" => nonsensitive,
        _ => return None,
    })
}

/// The first that is neither null nor the empty string.
fn coalesce(call: &Call, values: &[Value]) -> Outcome {
    let Some((first, rest)) = values.split_first() else {
        return Err(Failure::new("every argument is null or empty", None));
    };
    let empty =
        matches!(&first.is, Is::Null) || first.constant().is_some_and(|text| text.is_empty());
    if empty {
        return coalesce(call, rest);
    }
    if !may_be_empty(first) {
        return Ok(first.clone());
    }
    let Ok(next) = coalesce(call, rest) else { return Ok(first.clone()) };
    let Some(symbol) = lone_symbol(first) else {
        return Ok(call.unknown(&[first.clone(), next]));
    };
    let given = call.evaluator.ask(
        &format!("{} is given", symbol.id),
        format!("{} is given", symbol.shown),
        format!("{} is not given", symbol.shown),
        symbol.span,
    );
    let chosen = given.alternatives().into_iter().map(|(guard, is)| {
        let chosen = if is.as_bool() == Some(true) { first } else { &next };
        (guard, chosen.clone())
    });
    Ok(either(chosen.collect()))
}

fn may_be_empty(value: &Value) -> bool {
    match (&value.is, lone_symbol(value)) {
        (_, Some(symbol)) => may_be_anything(symbol),
        (is, None) => is_all_open(is),
    }
}

/// The first list that is not empty.
fn coalesce_list(call: &Call, values: &[Value]) -> Outcome {
    for value in values {
        match &value.is {
            Is::List(list) if !list.items.is_empty() => return Ok(value.clone()),
            Is::List(list) if list.open.is_none() => {}
            Is::Null => {}
            _ => return Ok(call.unknown(values)),
        }
    }
    Err(Failure::new("every list is empty", None))
}

fn sensitive(call: &Call, values: &[Value]) -> Outcome {
    match values {
        [value] => Ok(Value { sensitive: true, ..value.clone() }),
        _ => Err(call.arguments()),
    }
}

fn nonsensitive(call: &Call, values: &[Value]) -> Outcome {
    match values {
        [value] => Ok(Value { sensitive: false, ..value.clone() }),
        _ => Err(call.arguments()),
    }
}
