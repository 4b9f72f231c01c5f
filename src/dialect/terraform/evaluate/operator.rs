//! Operators.

use std::cmp::Ordering;

use bigdecimal::num_bigint::Sign;

use super::{Evaluator, Failure, Outcome, Scope, may_be_null};
use crate::{
    dialect::terraform::types::{self, Type},
    syntax::hcl::{BinaryOperator as Operator, Expression, ExpressionKind, UnaryOperator},
    value::{Answer, Is, List, Map, Number, Origins, Part, Rest, Value, same_parts},
};

impl Evaluator<'_> {
    pub(super) fn unary(
        &self,
        operator: UnaryOperator,
        operand: &Expression,
        scope: &Scope,
    ) -> Outcome {
        let value = self.eval(operand, scope)?;
        match operator {
            UnaryOperator::Not => {
                let truth = self.truth(&value, operand, scope)?;
                self.lift(&truth, |one| Ok(negated(one)))
            }
            UnaryOperator::Negate => {
                let number = types::convert(self, &value, &Type::Number)?;
                self.lift(&number, |one| match &one.is {
                    Is::Number(number) => Ok(Is::Number(-number.clone()).into()),
                    Is::Unknown(_) => Ok(one.clone()),
                    _ => Err(Failure::new("only a number can be negated", one.span)),
                })
            }
        }
    }

    /// Chains of operators lean to the left; they are walked, not followed.
    pub(super) fn binary(&self, whole: &Expression, scope: &Scope) -> Outcome {
        let mut chain = Vec::new();
        let mut first = whole;
        while let ExpressionKind::Binary { operator, left, right } = &first.kind {
            chain.push((first, *operator, left.as_ref(), right.as_ref()));
            first = left;
        }
        let mut value = self.eval(first, scope);
        for (expression, operator, left, right) in chain.into_iter().rev() {
            value = match operator {
                Operator::And | Operator::Or => self.logical(operator, value, (left, right), scope),
                _ => {
                    let (left, right) = (value?, self.eval(right, scope)?);
                    self.lift_all(&[left, right], |both| match both {
                        [a, b] => self.operate(operator, a, b, expression, scope),
                        _ => Err(Failure::new("an operator needs two operands", None)),
                    })
                }
            };
        }
        value
    }

    fn logical(
        &self,
        operator: Operator,
        left: Outcome,
        (left_expression, right_expression): (&Expression, &Expression),
        scope: &Scope,
    ) -> Outcome {
        let left = self.truth(&left?, left_expression, scope)?;
        let right = self.eval(right_expression, scope)?;
        let right = self.truth(&right, right_expression, scope)?;
        self.lift_all(&[left, right], |both| {
            let mut known = both.iter().map(Value::as_bool);
            let is = match (operator, known.next().flatten(), known.next().flatten()) {
                (Operator::And, Some(a), Some(b)) => a && b,
                (_, Some(a), Some(b)) => a || b,
                _ => return Err(Failure::new("a truth value is expected", None)),
            };
            Ok(Value::bool(is))
        })
    }

    fn operate(
        &self,
        operator: Operator,
        a: &Value,
        b: &Value,
        expression: &Expression,
        scope: &Scope,
    ) -> Outcome {
        match operator {
            Operator::Equal | Operator::NotEqual => {
                let equal = match self.equal(a, b) {
                    Answer::Yes => Value::bool(true),
                    Answer::No => Value::bool(false),
                    Answer::Maybe => self.ask_equal(a, b, expression, scope),
                };
                if operator == Operator::Equal {
                    return Ok(equal);
                }
                self.lift(&equal, |one| Ok(negated(one)))
            }
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => match self.numbers(a, b)? {
                Ok((a, b)) => Ok(Value::bool(compares(operator, a.cmp(&b)))),
                Err(_) => Ok(self.ask_expression(expression, scope)),
            },
            _ => match self.numbers(a, b)? {
                Ok((a, b)) => arithmetic(operator, &a, &b).map(|number| Is::Number(number).into()),
                Err(origins) => Ok(Is::Unknown(origins).into()),
            },
        }
    }

    /// Both operands as numbers, or why one of them is not known.
    fn numbers(&self, a: &Value, b: &Value) -> Result<Result<(Number, Number), Origins>, Failure> {
        let (a, b) = (self.number(a)?, self.number(b)?);
        Ok(match (a, b) {
            (Ok(a), Ok(b)) => Ok((a, b)),
            (Err(a), Err(b)) => Err(a.and(&b)),
            (Err(origins), _) | (_, Err(origins)) => Err(origins),
        })
    }

    fn number(&self, value: &Value) -> Result<Result<Number, Origins>, Failure> {
        self.needs(value);
        let number = types::convert(self, value, &Type::Number)?;
        match number.is {
            Is::Number(number) => Ok(Ok(number)),
            Is::Unknown(origins) => Ok(Err(origins)),
            _ => Err(Failure::new("a number is expected", value.span)),
        }
    }

    /// `==`, which converts nothing: text never equals a number, a tuple never a list.
    pub fn equal(&self, a: &Value, b: &Value) -> Answer {
        match (&a.is, &b.is) {
            (Is::Unknown(_) | Is::Either(_), _) | (_, Is::Unknown(_) | Is::Either(_)) => {
                Answer::Maybe
            }
            (Is::Null, Is::Null) => Answer::Yes,
            (Is::Null, _) => maybe(may_be_null(b)),
            (_, Is::Null) => maybe(may_be_null(a)),
            (Is::Bool(a), Is::Bool(b)) => Answer::from(a == b),
            (Is::Number(a), Is::Number(b)) => Answer::from(a == b),
            (Is::Text(x), Is::Text(y)) => same_parts(x, y, &|symbol| symbol.class),
            (Is::Json(x), Is::Json(y)) => self.equal(x, y),
            (Is::Json(_), Is::Text(_)) | (Is::Text(_), Is::Json(_)) => {
                match (a.as_parts(), b.as_parts()) {
                    (Some(x), Some(y)) => same_parts(&x, &y, &|symbol| symbol.class),
                    _ => Answer::Maybe,
                }
            }
            // a name without a type may stand for anything
            (Is::Text(parts), _) | (_, Is::Text(parts))
                if matches!(parts.as_slice(), [Part::Symbol(_)]) =>
            {
                Answer::Maybe
            }
            (Is::List(x), Is::List(y)) => self.equal_lists(x, y),
            (Is::Map(x), Is::Map(y)) => self.equal_maps(x, y),
            _ => Answer::No,
        }
    }

    fn equal_lists(&self, x: &List, y: &List) -> Answer {
        if x.kind != y.kind {
            return Answer::No;
        }
        let open = x.open.is_some() || y.open.is_some();
        if !open && x.items.len() != y.items.len() {
            return Answer::No;
        }
        let pairs = x.items.iter().zip(&y.items).map(|(a, b)| self.equal(a, b));
        let answer = pairs.min().unwrap_or(Answer::Yes);
        if open { answer.min(Answer::Maybe) } else { answer }
    }

    fn equal_maps(&self, x: &Map, y: &Map) -> Answer {
        if x.kind != y.kind {
            return Answer::No;
        }
        if x.rest != Rest::Closed || y.rest != Rest::Closed {
            return Answer::Maybe;
        }
        let (x, y) = (super::sorted(x), super::sorted(y));
        if x.len() != y.len() || x.iter().zip(&y).any(|(a, b)| a.key != b.key) {
            return Answer::No;
        }
        x.iter().zip(&y).map(|(a, b)| self.equal(&a.value, &b.value)).min().unwrap_or(Answer::Yes)
    }
}

fn negated(value: &Value) -> Value {
    match &value.is {
        Is::Bool(is) => Value { is: Is::Bool(!is), ..value.clone() },
        _ => value.clone(),
    }
}

fn compares(operator: Operator, ordering: Ordering) -> bool {
    match operator {
        Operator::Less => ordering.is_lt(),
        Operator::LessOrEqual => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}

fn arithmetic(operator: Operator, a: &Number, b: &Number) -> Result<Number, Failure> {
    bounded(calculate(operator, a, b)?)
}

/// A number that can be written out.
///
/// # Errors
/// For numbers of more than some thousand digits.
pub(in super::super) fn bounded(number: Number) -> Result<Number, Failure> {
    if number.fractional_digit_count().abs() > MAX_SCALE {
        return Err(Failure::new("a number with more than 5,000 digits", None));
    }
    Ok(number)
}

const MAX_SCALE: i64 = 5_000;

fn calculate(operator: Operator, a: &Number, b: &Number) -> Result<Number, Failure> {
    let zero = || b.sign() == Sign::NoSign;
    match operator {
        Operator::Add => Ok(a + b),
        Operator::Subtract => Ok(a - b),
        Operator::Multiply => Ok((a * b).with_prec(MAX_DIGITS)),
        Operator::Divide | Operator::Remainder if zero() => {
            Err(Failure::new("nothing can be divided by zero", None))
        }
        Operator::Divide => Ok(a / b),
        _ => Ok(a % b),
    }
}

/// As many digits as Terraform's 512-bit numbers hold.
const MAX_DIGITS: u64 = 154;

fn maybe(possible: bool) -> Answer {
    if possible { Answer::Maybe } else { Answer::No }
}
