//! Texts that are known before anything is evaluated: what is written, and the locals that it is put together from.

use std::collections::BTreeMap;

use crate::syntax::hcl::{Attribute, Expression, ExpressionKind, Segment, Step};

type Locals = BTreeMap<String, Attribute>;

/// Texts of more pieces than these are no names of directories.
const MAX_PIECES: usize = 64;

/// The text of an expression that nothing but text and locals is in.
pub(super) fn text(expression: &Expression, locals: &Locals) -> Option<String> {
    let mut out = String::new();
    let mut left = MAX_PIECES;
    write(expression, locals, &mut left, &mut out).then_some(out)
}

/// The beginning of a text, as far as it is written.
pub(super) fn beginning(expression: &Expression) -> Option<&str> {
    let ExpressionKind::Template(segments) = &expression.kind else { return None };
    match segments.first() {
        Some(Segment::Literal(text)) => Some(text.as_str()),
        _ => None,
    }
}

fn write(expression: &Expression, locals: &Locals, left: &mut usize, out: &mut String) -> bool {
    let Some(less) = left.checked_sub(1) else { return false };
    *left = less;
    match &expression.kind {
        ExpressionKind::Template(segments) => segments.iter().all(|segment| match segment {
            Segment::Literal(text) => {
                out.push_str(text.as_str());
                true
            }
            Segment::Interpolation { expression, .. } => write(expression, locals, left, out),
            Segment::If { .. } | Segment::For { .. } => false,
        }),
        ExpressionKind::Number(digits) => {
            out.push_str(digits);
            true
        }
        ExpressionKind::Parenthesized(inner) => write(inner, locals, left, out),
        ExpressionKind::Traversal { base, steps } => match (&base.kind, steps.as_slice()) {
            (ExpressionKind::Variable(root), [Step::Attribute { name, .. }]) if root == "local" => {
                locals.get(name).is_some_and(|local| write(&local.value, locals, left, out))
            }
            _ => false,
        },
        _ => false,
    }
}
