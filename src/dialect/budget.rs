//! How much the evaluation of one root may cost: expressions can stand for far more than they take to write.

use std::cell::Cell;

use crate::{
    finding::Problem,
    source::Span,
    value::{Is, Part, Value},
};

/// How much one root may cost, in nodes of expressions and of values.
const MAX_STEPS: usize = 1_000_000;
/// So many bytes of text cost as much as one node.
const BYTES_PER_STEP: usize = 256;

/// A list of more elements than these is not made.
pub const MAX_LENGTH: usize = 10_000;
pub const TOO_LONG: &str = "a list of more than 10,000 elements";

#[derive(Debug, Default)]
pub struct Budget {
    steps: Cell<usize>,
    /// Where the first node stands that was not evaluated.
    spent_at: Cell<Option<Span>>,
}

impl Budget {
    /// Pays for the node `at` a place; `false` when it is not to be evaluated any more.
    pub fn begin(&self, at: Span) -> bool {
        let is_paid = self.pay(1);
        if !is_paid {
            self.spent_at.set(self.spent_at.get().or(Some(at)));
        }
        is_paid
    }

    /// Pays for so many nodes; `false` when the budget is spent.
    pub fn pay(&self, steps: usize) -> bool {
        let steps = self.steps.get().saturating_add(steps);
        self.steps.set(steps);
        steps < MAX_STEPS
    }

    /// Pays for the texts of a value.
    pub fn pay_texts(&self, value: &Value) {
        self.pay(value.weight() / BYTES_PER_STEP);
    }

    /// What to say when it was spent; `what` is evaluated.
    pub fn problem(&self, what: &str) -> Option<Problem> {
        let message = format!(
            "evaluating this {what} takes more than the 1,000,000 steps that are taken here; \
             what it still leads to from here on was not checked"
        );
        Some(Problem::error("too-much-evaluation", message, self.spent_at.get()?))
    }
}

/// Whether a text falls into more pieces than a list may have.
pub fn is_cut_too_often(parts: &[Part], separator: &str) -> bool {
    let cuts = |part: &Part| match part {
        Part::Literal(text) => text.as_str().matches(separator).count(),
        Part::Symbol(_) | Part::Unknown(_) => 0,
    };
    parts.iter().map(cuts).sum::<usize>() > MAX_LENGTH
}

/// What stands for all that was not evaluated.
pub fn spent(what: &str) -> Value {
    Value::unknown(format!("a {what} that takes more evaluation than is done here"), None)
}

/// The number of values in a value, up to `limit`.
pub fn size(value: &Value, limit: usize) -> usize {
    let mut waiting = vec![value];
    let mut count = 0;
    while let Some(value) = waiting.pop() {
        count += 1;
        if count >= limit {
            break;
        }
        match &value.is {
            Is::List(list) => waiting.extend(&list.items),
            Is::Map(map) => waiting.extend(map.entries.iter().map(|entry| &entry.value)),
            Is::Json(inner) => waiting.push(inner),
            Is::Either(all) => waiting.extend(all.iter().map(|(_, one)| one)),
            _ => {}
        }
    }
    count
}
