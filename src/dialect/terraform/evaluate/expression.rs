//! Expressions of every kind.

use super::{
    Evaluator, Failure, MAX_DEPTH, Outcome, Scope, bounded,
    for_expression::{ForObject, key_text},
    memo, unique,
};
use crate::{
    dialect::terraform::functions,
    syntax::hcl::{Expression, ExpressionKind as Kind},
    text::Text,
    value::{Entry, Is, Map, MapKind, Origins, Rest, Value},
};

impl Evaluator<'_> {
    /// What an expression is in a scope.
    ///
    /// # Errors
    /// Where Terraform would stop with an error, in every world.
    pub fn eval(&self, expression: &Expression, scope: &Scope) -> Outcome {
        if !self.budget.begin(expression.span) {
            return Ok(memo::spent());
        }
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            let reason = "an expression that leads deeper than is followed here";
            return Ok(Value::unknown(reason, Some(expression.span)));
        }
        self.depth.set(depth + 1);
        let outcome = self.eval_kind(expression, scope);
        self.depth.set(depth);
        if let Ok(value) = &outcome {
            self.budget.pay_texts(value);
        }
        outcome.map_err(|failure| failure.at(expression.span))
    }

    /// An expression that refers to nothing.
    pub fn constant(&self, expression: &Expression) -> Outcome {
        self.eval(expression, &Scope::of(0).closed())
    }

    fn eval_kind(&self, expression: &Expression, scope: &Scope) -> Outcome {
        let span = Some(expression.span);
        match &expression.kind {
            Kind::Null => Ok(Value::null().at(span)),
            Kind::Bool(is) => Ok(Value::bool(*is).at(span)),
            Kind::Number(digits) => number(digits, expression),
            Kind::Template(segments) => self.template(segments, expression.span, scope),
            Kind::List(items) => self.list(items, expression, scope),
            Kind::Object(items) => self.object(items, expression, scope),
            Kind::Variable(name) => self.reference(name, &[], expression, scope),
            Kind::Traversal { base, steps } => match &base.kind {
                Kind::Variable(name) => self.reference(name, steps, expression, scope),
                _ => self.follow(&self.eval(base, scope)?, steps, scope),
            },
            Kind::Call { name, arguments, expand_final, .. } => {
                functions::call(self, name, arguments, *expand_final, expression, scope)
            }
            Kind::Conditional { condition, then, otherwise } => {
                self.conditional(condition, then, otherwise, scope)
            }
            Kind::Unary { operator, operand } => {
                self.unary(*operator, operand, scope).map(|value| value.at(span))
            }
            Kind::Binary { .. } => self.binary(expression, scope).map(|value| value.at(span)),
            Kind::ForList { source, value, condition } => {
                self.for_list(source, value, condition.as_deref(), scope).map(|list| list.at(span))
            }
            Kind::ForObject { source, key, value, grouped, condition } => {
                let condition = condition.as_deref();
                let parts = ForObject { source, key, value, grouped: *grouped, condition };
                self.for_object(&parts, scope).map(|map| map.at(span))
            }
            Kind::Parenthesized(inner) => self.eval(inner, scope),
        }
    }

    fn list(&self, items: &[Expression], expression: &Expression, scope: &Scope) -> Outcome {
        let items = items.iter().map(|item| self.eval(item, scope)).collect::<Result<_, _>>()?;
        Ok(Value::list(items).at(Some(expression.span)))
    }

    fn object(
        &self,
        items: &[(Expression, Expression)],
        expression: &Expression,
        scope: &Scope,
    ) -> Outcome {
        let mut entries = Vec::with_capacity(items.len());
        let mut open: Option<Origins> = None;
        for (written, value) in items {
            let key = self.eval(written, scope)?;
            let value = self.eval(value, scope)?;
            self.needs(&key);
            match key_text(&key, written)? {
                Some(key) => entries.push(Entry { key: quoted(key, written), value }),
                None => {
                    let reason = || Origins::one("a key that is not known", Some(written.span));
                    let origins = key.origins().unwrap_or_else(reason);
                    open = Some(open.map_or(origins.clone(), |open| open.and(&origins)));
                }
            }
        }
        let rest = open.map_or(Rest::Closed, Rest::Open);
        let entries = unique(entries);
        let map =
            Value::from(Is::Map(Map { entries: entries.into(), rest, kind: MapKind::Object }));
        Ok(map.at(Some(expression.span)))
    }
}

/// A key at the place of all that is written for it, its quotes too.
fn quoted(key: Text, written: &Expression) -> Text {
    match key.span() {
        Some(span) if span != written.span && written.span.contains(span) => {
            Text::written(key.as_str(), written.span)
        }
        _ => key,
    }
}

fn number(digits: &str, expression: &Expression) -> Outcome {
    match digits.parse() {
        Ok(number) => {
            let is = Is::Number(bounded(number)?);
            Ok(Value { span: Some(expression.span), ..is.into() })
        }
        Err(_) => Err(Failure::new(format!("{digits} is not a number"), Some(expression.span))),
    }
}
