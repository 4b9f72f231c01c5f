//! Expressions of every kind.

use ::hcl::edit::expr::{self, Expression as Parsed, ObjectKey};

use super::{Fault, Lowering, Range};
use crate::{
    syntax::hcl::tree::{Expression, ExpressionKind as Kind, ForSource, Segment, UnaryOperator},
    text::Text,
};

impl Lowering<'_> {
    pub fn expression(&self, parsed: &Parsed) -> Result<Expression, Fault> {
        let range = self.range(parsed);
        let kind = match parsed {
            Parsed::Null(_) => Kind::Null,
            Parsed::Bool(value) => Kind::Bool(*value.value()),
            Parsed::Number(_) => self.number(&range),
            Parsed::String(_) => self.string(&range),
            Parsed::StringTemplate(template) => Kind::Template(self.quoted_template(template)?),
            Parsed::HeredocTemplate(heredoc) => Kind::Template(self.heredoc(heredoc, &range)?),
            Parsed::Array(array) => Kind::List(self.expressions(array.iter())?),
            Parsed::Object(object) => self.object(object)?,
            Parsed::Parenthesis(inner) => Kind::Parenthesized(self.boxed(inner.inner())?),
            Parsed::Variable(name) => Kind::Variable(name.as_str().to_owned()),
            Parsed::Conditional(conditional) => Kind::Conditional {
                condition: self.boxed(&conditional.cond_expr)?,
                then: self.boxed(&conditional.true_expr)?,
                otherwise: self.boxed(&conditional.false_expr)?,
            },
            Parsed::FuncCall(call) => self.call(call)?,
            Parsed::Traversal(traversal) => self.traversal(traversal)?,
            Parsed::UnaryOp(operation) => self.unary(operation)?,
            Parsed::BinaryOp(operation) => self.binary(operation)?,
            Parsed::ForExpr(parsed) => self.for_expression(parsed)?,
        };
        Ok(Expression { span: self.span_of(&range), kind })
    }

    pub(super) fn boxed(&self, parsed: &Parsed) -> Result<Box<Expression>, Fault> {
        self.expression(parsed).map(Box::new)
    }

    fn expressions<'p>(
        &self,
        parsed: impl Iterator<Item = &'p Parsed>,
    ) -> Result<Vec<Expression>, Fault> {
        parsed.map(|parsed| self.expression(parsed)).collect()
    }

    /// The parser takes a minus into the number; it is an operator here.
    fn number(&self, range: &Range) -> Kind {
        let written = self.written(range);
        let Some(digits) = written.strip_prefix('-') else {
            return Kind::Number(written.to_owned());
        };
        let digits = digits.trim_start();
        let start = range.end - digits.len();
        let kind = Kind::Number(digits.to_owned());
        let operand = Expression { span: self.span_of(&(start..range.end)), kind };
        Kind::Unary { operator: UnaryOperator::Negate, operand: Box::new(operand) }
    }

    fn string(&self, range: &Range) -> Kind {
        let is_heredoc = self.written(range).starts_with('<');
        let text = if is_heredoc { Text::default() } else { self.quoted(range) };
        let literal = (!text.is_empty()).then_some(Segment::Literal(text));
        Kind::Template(literal.into_iter().collect())
    }

    fn object(&self, object: &expr::Object) -> Result<Kind, Fault> {
        let items =
            object.iter().map(|(key, value)| Ok((self.key(key)?, self.expression(value.expr())?)));
        Ok(Kind::Object(items.collect::<Result<_, Fault>>()?))
    }

    fn key(&self, key: &ObjectKey) -> Result<Expression, Fault> {
        let range = match key {
            ObjectKey::Ident(name) => self.range(name),
            ObjectKey::Expression(word @ (Parsed::Null(_) | Parsed::Bool(_))) => self.range(word),
            ObjectKey::Expression(expression) => return self.expression(expression),
        };
        let text = self.text.slice(range.start, range.end);
        Ok(Expression {
            span: self.span_of(&range),
            kind: Kind::Template(vec![Segment::Literal(text)]),
        })
    }

    fn call(&self, call: &expr::FuncCall) -> Result<Kind, Fault> {
        let last = &call.name.name;
        let words = call.name.namespace.iter().chain([last]);
        let name: Vec<&str> = words.map(|word| word.as_str()).collect();
        let first = call.name.namespace.first().unwrap_or(last);
        let written = self.range(first).start..self.range(last).end;
        Ok(Kind::Call {
            name: name.join("::"),
            name_span: self.span_of(&written),
            arguments: self.expressions(call.args.iter())?,
            expand_final: call.args.expand_final(),
        })
    }

    fn for_expression(&self, parsed: &expr::ForExpr) -> Result<Kind, Fault> {
        let source = Box::new(ForSource {
            key: parsed.intro.key_var.as_ref().map(|name| name.as_str().to_owned()),
            value: parsed.intro.value_var.as_str().to_owned(),
            collection: self.expression(&parsed.intro.collection_expr)?,
        });
        let value = self.boxed(&parsed.value_expr)?;
        let condition =
            parsed.cond.as_ref().map(|condition| self.boxed(&condition.expr)).transpose()?;
        let Some(key) = &parsed.key_expr else {
            return Ok(Kind::ForList { source, value, condition });
        };
        Ok(Kind::ForObject {
            source,
            key: self.boxed(key)?,
            value,
            grouped: parsed.grouping,
            condition,
        })
    }
}
