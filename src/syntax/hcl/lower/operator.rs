//! Operators.

use ::hcl::edit::expr;

use super::{Fault, Lowering};
use crate::syntax::hcl::tree::{BinaryOperator, ExpressionKind as Kind, UnaryOperator};

impl Lowering<'_> {
    pub(super) fn unary(&self, operation: &expr::UnaryOp) -> Result<Kind, Fault> {
        let operator = match operation.operator.value() {
            expr::UnaryOperator::Neg => UnaryOperator::Negate,
            expr::UnaryOperator::Not => UnaryOperator::Not,
        };
        Ok(Kind::Unary { operator, operand: self.boxed(&operation.expr)? })
    }

    pub(super) fn binary(&self, operation: &expr::BinaryOp) -> Result<Kind, Fault> {
        Ok(Kind::Binary {
            operator: binary_operator(*operation.operator.value()),
            left: self.boxed(&operation.lhs_expr)?,
            right: self.boxed(&operation.rhs_expr)?,
        })
    }
}

fn binary_operator(operator: expr::BinaryOperator) -> BinaryOperator {
    match operator {
        expr::BinaryOperator::Eq => BinaryOperator::Equal,
        expr::BinaryOperator::NotEq => BinaryOperator::NotEqual,
        expr::BinaryOperator::LessEq => BinaryOperator::LessOrEqual,
        expr::BinaryOperator::GreaterEq => BinaryOperator::GreaterOrEqual,
        expr::BinaryOperator::Less => BinaryOperator::Less,
        expr::BinaryOperator::Greater => BinaryOperator::Greater,
        expr::BinaryOperator::Plus => BinaryOperator::Add,
        expr::BinaryOperator::Minus => BinaryOperator::Subtract,
        expr::BinaryOperator::Mul => BinaryOperator::Multiply,
        expr::BinaryOperator::Div => BinaryOperator::Divide,
        expr::BinaryOperator::Mod => BinaryOperator::Remainder,
        expr::BinaryOperator::And => BinaryOperator::And,
        expr::BinaryOperator::Or => BinaryOperator::Or,
    }
}
