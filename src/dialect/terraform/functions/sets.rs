//! Sets.

use ecow::EcoVec;

use super::{
    Call, Function,
    lists::{both, list, made},
};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome, sets},
    value::{Answer, Is, List, ListKind, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "setunion" => union,
        "setsubtract" => subtract,
        "setintersection" => intersection,
        "setproduct" => product,
        _ => return None,
    })
}

fn set(call: &Call, items: Vec<Value>, open: Option<crate::value::Origins>) -> Value {
    let set = sets::ordered(List { items: items.into(), open, kind: ListKind::Set });
    made(call, set.items, set.open, ListKind::Set)
}

fn union(call: &Call, values: &[Value]) -> Outcome {
    let (mut items, mut open) = (Vec::new(), None);
    for value in values {
        let list = list(call, value)?;
        items.extend(list.items);
        open = both(open, list.open);
    }
    Ok(set(call, items, open))
}

/// Whether an element is in a list.
fn within(call: &Call, item: &Value, list: &List) -> Answer {
    let found = Answer::any(list.items.iter().map(|other| call.evaluator.equal(item, other)));
    if list.open.is_some() { found.max(Answer::Maybe) } else { found }
}

fn subtract(call: &Call, values: &[Value]) -> Outcome {
    let [a, b] = values else { return Err(call.arguments()) };
    filtered(call, values, &list(call, a)?, &list(call, b)?, Answer::No)
}

fn intersection(call: &Call, values: &[Value]) -> Outcome {
    let Some((first, rest)) = values.split_first() else { return Err(call.arguments()) };
    rest.iter().try_fold(first.clone(), |sum, next| {
        filtered(call, values, &list(call, &sum)?, &list(call, next)?, Answer::Yes)
    })
}

/// The elements of `a` for which the answer to "is it in `b`" is `kept`; the undecided leave the set open.
fn filtered(call: &Call, values: &[Value], a: &List, b: &List, kept: Answer) -> Outcome {
    let (mut items, mut open) = (Vec::new(), a.open.clone());
    for item in &a.items {
        match within(call, item, b) {
            Answer::Maybe => open = both(open, call.unknown(values).origins()),
            answer if answer == kept => items.push(item.clone()),
            _ => {}
        }
    }
    Ok(set(call, items, open))
}

fn product(call: &Call, values: &[Value]) -> Outcome {
    let mut out: Vec<Vec<Value>> = vec![Vec::new()];
    let mut kind = ListKind::List;
    for value in values {
        let list = list(call, value)?;
        if list.open.is_some() {
            let open = call.unknown(values).origins();
            return Ok(Is::List(List { items: EcoVec::new(), open, kind: ListKind::List }).into());
        }
        if list.kind == ListKind::Set {
            kind = ListKind::Set;
        }
        if out.len().saturating_mul(list.items.len()) > 10_000 {
            return Ok(Value::unknown(
                "a product of more than 10,000 elements",
                Some(call.expression.span),
            ));
        }
        let longer = |so_far: &Vec<Value>| -> Vec<Vec<Value>> {
            let each = list.items.iter();
            each.map(|item| so_far.iter().chain([item]).cloned().collect()).collect()
        };
        out = out.iter().flat_map(longer).collect();
    }
    if values.len() < 2 {
        return Err(Failure::new("at least two sets are needed", None));
    }
    Ok(made(call, out.into_iter().map(|one| Value::list(one.into())).collect(), None, kind))
}
