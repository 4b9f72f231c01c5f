//! Questions whose answer is not known: each gets an id, so that all that hangs on it agrees, and a sentence.

use std::sync::Arc;

use super::{Evaluator, Failure, Outcome, Scope, step};
use crate::{
    facts::Condition,
    source::Span,
    syntax::hcl::{Expression, ExpressionKind},
    value::{Guard, Is, Part, Symbol, Value},
};

impl Evaluator<'_> {
    /// A truth value that is not known: true under one guard, false under the other.
    pub fn ask(
        &self,
        id: &str,
        when_true: String,
        when_false: String,
        span: Option<Span>,
    ) -> Value {
        let id: Arc<str> = id.into();
        let condition = Condition { id: id.clone(), when_true, when_false, span };
        self.conditions.borrow_mut().entry(id.clone()).or_insert(condition);
        let outcome = |is| (Guard::when(id.clone(), is), Value::bool(is).at(span));
        Value { span, ..Is::Either([outcome(true), outcome(false)].into()).into() }
    }

    /// A text that is not known, where a truth value is expected.
    pub fn symbol_as_bool(&self, value: &Value, symbol: &Symbol) -> Value {
        let shown = &symbol.shown;
        let asked = self.ask(
            &symbol.id,
            format!("{shown} is true"),
            format!("{shown} is false"),
            symbol.span.or(value.span),
        );
        Value { via: value.via.clone(), sensitive: value.sensitive, ..asked }
    }

    /// A question that the expression itself asks.
    pub fn ask_expression(&self, expression: &Expression, scope: &Scope) -> Value {
        let text = self.text_of(expression);
        self.ask(
            &self.expression_id(&text, scope),
            format!("`{text}` is true"),
            format!("`{text}` is false"),
            Some(expression.span),
        )
    }

    /// An id of what an expression says here: two expressions of one module instance that read the same are the same.
    pub fn expression_id(&self, text: &str, scope: &Scope) -> String {
        let mut id = self.id(scope.instance, text);
        if text.contains("each.") || text.contains("count.") {
            id.push_str(&format!(" at {}", scope.key));
        }
        let bound = scope.names().filter(|(name, _)| !matches!(*name, "each" | "count"));
        for (name, value) in bound.filter(|(name, _)| text.contains(name)) {
            id.push_str(&format!(" with {name} = {}", value.shown()));
        }
        id
    }

    /// The source of an expression on one line, without parentheses around it.
    pub fn text_of(&self, expression: &Expression) -> String {
        if let ExpressionKind::Parenthesized(inner) = &expression.kind {
            return self.text_of(inner);
        }
        let text = self.sources.slice(expression.span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value as a truth value, with its alternatives.
    pub fn truth(&self, value: &Value, expression: &Expression, scope: &Scope) -> Outcome {
        self.lift(value, |one| match &one.is {
            Is::Bool(_) => Ok(one.clone()),
            Is::Text(parts) => match (one.constant().as_deref(), parts.as_slice()) {
                (Some("true"), _) => Ok(Value::bool(true)),
                (Some("false"), _) => Ok(Value::bool(false)),
                (None, [Part::Symbol(symbol)]) => Ok(self.symbol_as_bool(one, symbol)),
                (None, _) => Ok(self.ask_expression(expression, scope)),
                _ => Err(Failure::new("a truth value is expected", one.span)),
            },
            Is::Unknown(_) | Is::Json(_) => Ok(self.ask_expression(expression, scope)),
            Is::Null => Err(Failure::new("a condition must not be null", one.span)),
            _ => Err(Failure::new("a truth value is expected", one.span)),
        })
    }

    /// Whether two values that may be equal are; the answer hangs on a condition of their own where both have names.
    pub fn ask_equal(&self, a: &Value, b: &Value, expression: &Expression, scope: &Scope) -> Value {
        let (Some(x), Some(y)) = (identity(a), identity(b)) else {
            return self.ask_expression(expression, scope);
        };
        let id = if x <= y { format!("{x} == {y}") } else { format!("{y} == {x}") };
        let (left, right) = (shown(a), shown(b));
        self.ask(
            &id,
            format!("{left} is {right}"),
            format!("{left} is not {right}"),
            Some(expression.span),
        )
    }
}

/// A text that is the same for equal values only; `None` where some of the value is not known.
pub(super) fn identity(value: &Value) -> Option<String> {
    match &value.is {
        Is::Text(parts) => {
            let pieces = parts.iter().map(|part| match part {
                Part::Literal(text) => Some(format!("\"{}\"", text.as_str())),
                Part::Symbol(symbol) => Some(symbol.id.to_string()),
                Part::Unknown(_) => None,
            });
            Some(pieces.collect::<Option<Vec<_>>>()?.join(" "))
        }
        Is::Null => Some("null".to_owned()),
        Is::Bool(is) => Some(is.to_string()),
        Is::Number(number) => Some(number.normalized().to_plain_string()),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    match (step::lone_symbol(value), &value.is) {
        (Some(symbol), _) => symbol.shown.to_string(),
        (None, Is::Text(_)) => format!("\"{}\"", value.shown()),
        _ => value.shown(),
    }
}
