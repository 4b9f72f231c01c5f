//! How much evaluation may cost: expressions can stand for far more than they take to write.

use std::{cell::Cell, rc::Rc};

use crate::{
    finding::{Level, Problem},
    source::Span,
    value::{Part, Value},
};

/// How much one root may cost, in nodes of expressions and of values.
const MAX_STEPS: usize = 1_000_000;
/// How much all roots of one project may cost together.
pub const MAX_PROJECT_STEPS: usize = 4_000_000;
/// So many bytes of text cost as much as one node.
const BYTES_PER_STEP: usize = 256;

/// A bucket costs as much as so many nodes: it is judged, and told of.
const BUCKET_STEPS: usize = 25;

/// A list of more elements than these is not made.
pub const MAX_LENGTH: usize = 10_000;
pub const TOO_LONG: &str = "a list of more than 10,000 elements";

/// What the evaluation of one project has cost.
#[derive(Debug, Default)]
pub struct Spending {
    steps: Cell<usize>,
}

impl Spending {
    /// In nodes of expressions and of values.
    pub fn steps(&self) -> usize {
        self.steps.get()
    }

    fn is_over(&self) -> bool {
        self.steps.get() > MAX_PROJECT_STEPS
    }

    /// What to say when `what` and all after it are not evaluated any more.
    pub fn problem(&self, what: &str) -> Option<Problem> {
        let message = format!(
            "evaluating what is judged together with '{what}' takes more than the 4,000,000 steps that are taken here; \
             neither this nor what comes after it was checked; give cors-lint its folders one by one"
        );
        let problem =
            Problem { level: Level::Error, kind: "too-much-evaluation", message, at: None };
        self.is_over().then_some(problem)
    }
}

/// What the evaluation of one root may still cost.
#[derive(Debug)]
pub struct Budget {
    of_project: Rc<Spending>,
    steps: Cell<usize>,
    /// Where the first node stands that was not evaluated.
    spent_at: Cell<Option<Span>>,
}

impl Budget {
    /// The budget of one more root of a project.
    pub fn of(project: &Rc<Spending>) -> Budget {
        Budget { of_project: project.clone(), steps: Cell::new(0), spent_at: Cell::new(None) }
    }

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
        let all = &self.of_project.steps;
        all.set(all.get().saturating_add(steps));
        let steps = self.steps.get().saturating_add(steps);
        self.steps.set(steps);
        steps < MAX_STEPS && !self.of_project.is_over()
    }

    /// Pays for a value that is made or copied; `false` when the budget is spent.
    pub fn pay_for(&self, value: &Value) -> bool {
        self.pay(value.size(usize::MAX))
    }

    /// Pays for a bucket that is made.
    pub fn pay_for_bucket(&self) {
        self.pay(BUCKET_STEPS);
    }

    /// Pays for the texts of a value.
    pub fn pay_texts(&self, value: &Value) {
        self.pay(value.weight() / BYTES_PER_STEP);
    }

    /// Whether something was not evaluated.
    pub fn is_spent(&self) -> bool {
        self.spent_at.get().is_some()
    }

    /// What to say when it was spent; `what` is evaluated.
    pub fn problem(&self, what: &str) -> Option<Problem> {
        let at = self.spent_at.get()?;
        let (what, most) = match self.steps.get() < MAX_STEPS {
            true => ("all that is judged together".to_owned(), "4,000,000"),
            false => (format!("this {what}"), "1,000,000"),
        };
        let message = format!(
            "evaluating {what} takes more than the {most} steps that are taken here; \
             what it still leads to from here on was not checked"
        );
        Some(Problem::error("too-much-evaluation", message, at))
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
