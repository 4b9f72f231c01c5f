//! Questions about the elements of lists.

use super::{
    Call, Function,
    lists::{list, number},
};
use crate::{
    dialect::terraform::{
        evaluate::{Failure, Outcome},
        types,
    },
    value::{Answer, Is, List, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "contains" => contains,
        "index" => index,
        "alltrue" => |call, values| all_or_any(call, values, true),
        "anytrue" => |call, values| all_or_any(call, values, false),
        _ => return None,
    })
}

fn contains(call: &Call, values: &[Value]) -> Outcome {
    let [value, wanted] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let answers = whole.items.iter().map(|item| {
        let item = if wanted.is_unknown() { item.clone() } else { converted(item, wanted) };
        call.evaluator.equal(&item, wanted)
    });
    let mut best = Answer::any(answers);
    if whole.open.is_some() {
        best = best.max(Answer::Maybe);
    }
    Ok(match best {
        Answer::Yes => Value::bool(true),
        Answer::No => Value::bool(false),
        Answer::Maybe => call.ask(),
    })
}

/// An element beside what is looked for: text and numbers compare as text.
fn converted(item: &Value, wanted: &Value) -> Value {
    match (&item.is, &wanted.is) {
        (Is::Number(_) | Is::Bool(_), Is::Text(_)) => {
            types::to_text(item).unwrap_or_else(|_| item.clone())
        }
        _ => item.clone(),
    }
}

fn index(call: &Call, values: &[Value]) -> Outcome {
    let [value, wanted] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    if whole.open.is_some() {
        return Ok(call.doubtful(values));
    }
    for (at, item) in whole.items.iter().enumerate() {
        match call.evaluator.equal(item, wanted) {
            Answer::Yes => return Ok(number(at)),
            Answer::No => {}
            Answer::Maybe => return Ok(call.doubtful(values)),
        }
    }
    Err(Failure::new("the list has no such element", value.span))
}

/// `alltrue` and `anytrue`: one element of the other kind decides.
fn all_or_any(call: &Call, values: &[Value], all: bool) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let whole = list(call, value)?;
    let mut undecided = whole.open.is_some();
    for item in &whole.items {
        match (item.as_bool(), &item.is) {
            (Some(is), _) if is != all => return Ok(Value::bool(!all)),
            (Some(_), _) => {}
            (None, Is::Null) => return Ok(Value::bool(false)),
            (None, _) => undecided = true,
        }
    }
    if !undecided {
        return Ok(Value::bool(all));
    }
    if whole.open.is_none() && whole.items.iter().any(|item| matches!(item.is, Is::Either(_))) {
        return call.evaluator.lift_all(&whole.items, |items| {
            let again = Is::List(List { items: items.into(), open: None, kind: whole.kind });
            match items.iter().any(|item| matches!(item.is, Is::Either(_))) {
                true => Ok(call.ask()),
                false => all_or_any(call, &[again.into()], all),
            }
        });
    }
    Ok(call.ask())
}
