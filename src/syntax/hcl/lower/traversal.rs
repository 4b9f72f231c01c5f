//! References: what follows the first name.

use ::hcl::edit::{Decorated, expr};

use super::{Fault, Lowering};
use crate::syntax::hcl::tree::{Expression, ExpressionKind as Kind, Step};

/// The most splats in one reference; each nests the steps behind it.
const MAX_SPLATS: usize = 32;

type Operator = Decorated<expr::TraversalOperator>;

impl Lowering<'_> {
    pub(super) fn traversal(&self, traversal: &expr::Traversal) -> Result<Kind, Fault> {
        let base = self.boxed(&traversal.expr)?;
        let steps = self.steps(&traversal.operators, 0)?;
        Ok(Kind::Traversal { base, steps })
    }

    fn steps(&self, operators: &[Operator], splats: usize) -> Result<Vec<Step>, Fault> {
        let mut steps = Vec::new();
        let mut rest = operators;
        while let Some((operator, following)) = rest.split_first() {
            rest = following;
            let step = match operator.value() {
                expr::TraversalOperator::GetAttr(name) => {
                    Step::Attribute { name: name.as_str().to_owned(), span: self.span(name) }
                }
                expr::TraversalOperator::Index(key) => {
                    Step::Index { key: self.boxed(key)?, span: self.span(key) }
                }
                expr::TraversalOperator::LegacyIndex(index) => {
                    let span = self.span(index);
                    let kind = Kind::Number(index.value().to_string());
                    Step::Index { key: Box::new(Expression { span, kind }), span }
                }
                expr::TraversalOperator::FullSplat(star) => {
                    rest = &[];
                    self.splat(star, following, splats)?
                }
                expr::TraversalOperator::AttrSplat(star) => {
                    let (names, after) = following.split_at(leading_names(following));
                    rest = after;
                    self.splat(star, names, splats)?
                }
            };
            steps.push(step);
        }
        Ok(steps)
    }

    fn splat(
        &self,
        star: &Decorated<expr::Splat>,
        operators: &[Operator],
        splats: usize,
    ) -> Result<Step, Fault> {
        if splats == MAX_SPLATS {
            let message =
                format!("this reference has more than {MAX_SPLATS} splats, more than is read here");
            return Err(Self::fault(self.range(star), &message));
        }
        Ok(Step::Splat { steps: self.steps(operators, splats + 1)?, span: self.span(star) })
    }
}

/// How many attribute steps come first: those that `.*` applies to each element.
fn leading_names(operators: &[Operator]) -> usize {
    let is_name =
        |operator: &&Operator| matches!(operator.value(), expr::TraversalOperator::GetAttr(_));
    operators.iter().take_while(is_name).count()
}
