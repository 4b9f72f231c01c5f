//! Arithmetic.

use super::{Call, Function};
use crate::{
    dialect::terraform::{
        evaluate::{Failure, Outcome},
        types::{self, Type},
    },
    value::{Is, Number, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "max" => |call, values| fold(call, values, |a, b| if a >= b { a } else { b }),
        "min" => |call, values| fold(call, values, |a, b| if a <= b { a } else { b }),
        "sum" => sum,
        "abs" => |call, values| map(call, values, |number| number.abs()),
        "floor" => |call, values| map(call, values, |number| rounded(number, RoundingMode::Floor)),
        "ceil" => |call, values| map(call, values, |number| rounded(number, RoundingMode::Ceiling)),
        "signum" => |call, values| map(call, values, signum),
        "parseint" => parse_int,
        _ => return None,
    })
}

use bigdecimal::RoundingMode;

fn rounded(number: Number, mode: RoundingMode) -> Number {
    number.with_scale_round(0, mode)
}

fn signum(number: Number) -> Number {
    match number.sign() {
        bigdecimal::num_bigint::Sign::Minus => Number::from(-1),
        bigdecimal::num_bigint::Sign::NoSign => Number::from(0),
        bigdecimal::num_bigint::Sign::Plus => Number::from(1),
    }
}

/// The numbers; `None` when one of them is not known.
fn numbers(call: &Call, values: &[Value]) -> Result<Option<Vec<Number>>, Failure> {
    let mut out = Vec::with_capacity(values.len());
    for value in values {
        match types::convert(call.evaluator, value, &Type::Number)?.is {
            Is::Number(number) => out.push(number),
            Is::Unknown(_) => return Ok(None),
            _ => return Err(call.wrong("a number", value)),
        }
    }
    Ok(Some(out))
}

fn fold(call: &Call, values: &[Value], f: fn(Number, Number) -> Number) -> Outcome {
    match numbers(call, values)? {
        Some(all) => match all.into_iter().reduce(f) {
            Some(number) => Ok(Is::Number(number).into()),
            None => Err(call.arguments()),
        },
        None => Ok(call.unknown(values)),
    }
}

fn sum(call: &Call, values: &[Value]) -> Outcome {
    match values.first().map(|first| &first.is) {
        Some(Is::List(list)) if list.open.is_none() && !list.items.is_empty() => {
            fold(call, &list.items, |a, b| a + b)
        }
        Some(Is::List(list)) if list.open.is_none() => {
            Err(Failure::new("an empty list has no sum", None))
        }
        _ => Ok(call.doubtful(values)),
    }
}

fn map(call: &Call, values: &[Value], f: fn(Number) -> Number) -> Outcome {
    match numbers(call, values)?.as_deref() {
        Some([number]) => Ok(Is::Number(f(number.clone())).into()),
        Some(_) => Err(call.arguments()),
        None => Ok(call.unknown(values)),
    }
}

fn parse_int(call: &Call, values: &[Value]) -> Outcome {
    let [text, base] = values else { return Err(call.arguments()) };
    let (Some(digits), Some(base)) = (text.constant(), base.constant()) else {
        return Ok(call.doubtful(values));
    };
    let base = base.parse::<u32>().ok().filter(|base| (2..=36).contains(base));
    let parsed = base.and_then(|base| i64::from_str_radix(&digits, base).ok());
    match parsed {
        Some(number) => Ok(Is::Number(Number::from(number)).into()),
        None => Err(call.wrong("a whole number", text)),
    }
}
