//! Templates: text in pieces.

use ecow::EcoVec;

use super::{Evaluator, Failure, Outcome, Scope};
use crate::{
    source::Span,
    syntax::hcl::{Expression, ForSource, Segment},
    value::{Is, Part, Value, concat},
};

impl Evaluator<'_> {
    /// A lone interpolation keeps its type.
    pub(super) fn template(&self, segments: &[Segment], span: Span, scope: &Scope) -> Outcome {
        if let [Segment::Interpolation { expression, .. }] = segments {
            return self.eval(expression, scope);
        }
        Ok(self.text(segments, scope)?.at(Some(span)))
    }

    /// The segments as text.
    fn text(&self, segments: &[Segment], scope: &Scope) -> Outcome {
        let mut pieces = Vec::with_capacity(segments.len());
        for segment in segments {
            pieces.push(match segment {
                Segment::Literal(text) => Value::text(text.clone()),
                Segment::Interpolation { expression, .. } => {
                    let value = self.eval(expression, scope)?;
                    self.lift(&value, |one| self.piece(one, expression))?
                }
                Segment::If { condition, then, otherwise, .. } => {
                    self.if_segment(condition, then, otherwise, scope)?
                }
                Segment::For { source, body, .. } => self.for_segment(source, body, scope)?,
            });
        }
        match pieces.as_slice() {
            [] => Ok(Is::Text(EcoVec::new()).into()),
            [one] if matches!(one.is, Is::Text(_)) => Ok(one.clone()),
            _ => Ok(concat(&pieces)),
        }
    }

    fn if_segment(
        &self,
        condition: &Expression,
        then: &[Segment],
        otherwise: &[Segment],
        scope: &Scope,
    ) -> Outcome {
        let asked = self.eval(condition, scope)?;
        let asked = self.truth(&asked, condition, scope)?;
        self.lift(&asked, |one| {
            let chosen = if matches!(one.is, Is::Bool(true)) { then } else { otherwise };
            self.text(chosen, scope)
        })
    }

    fn for_segment(&self, source: &ForSource, body: &[Segment], scope: &Scope) -> Outcome {
        let collection = self.eval(&source.collection, scope)?;
        self.lift(&collection, |one| {
            let pairs = super::pairs(one)?;
            let mut pieces = Vec::new();
            for (key, value) in pairs.known {
                let scope = super::for_expression::bound(source, key, value, scope);
                pieces.push(self.text(body, &scope)?);
            }
            if let Some(origins) = pairs.open {
                pieces.push(Value::parts(vec![Part::Unknown(origins)]));
            }
            Ok(concat(&pieces))
        })
    }
}

impl Evaluator<'_> {
    /// What an interpolation puts into the text.
    fn piece(&self, value: &Value, expression: &Expression) -> Outcome {
        match &value.is {
            Is::Null => Err(Failure::new("null cannot be put into text", Some(expression.span))),
            Is::List(_) | Is::Map(_) => {
                Err(Failure::new("a list or map cannot be put into text", Some(expression.span)))
            }
            _ => {
                self.needs(value);
                Ok(value.clone())
            }
        }
    }

    /// A template that is read once, by its path or place.
    pub fn parsed_template(
        &self,
        key: &str,
        text: &crate::text::Text,
        at: Span,
    ) -> Result<std::rc::Rc<Expression>, Failure> {
        if let Some(known) = self.templates.borrow().get(key) {
            return known.clone();
        }
        let parsed = match crate::syntax::hcl::read_template(text, at) {
            Ok(template) => Ok(std::rc::Rc::new(template)),
            Err(problem) => Err(Failure::new(problem.message, problem.at)),
        };
        self.templates.borrow_mut().insert(key.to_owned(), parsed.clone());
        parsed
    }
}
