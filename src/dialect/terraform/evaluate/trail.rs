//! What went wrong on the way to a value that is there all the same: in some worlds, or perhaps.

use super::{Evaluator, Failure, Outcome, may_be_null};
use crate::{
    source::Label,
    value::{Guard, Is, MAX_ALTERNATIVES, Origins, Value, either},
};

/// Failures that do not keep an expression from having a value elsewhere. `try` and `can` look at them.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Trail {
    /// The worlds in which the expression fails.
    pub failing: Vec<Guard>,
    /// Whether it may fail for reasons that are not known.
    pub doubtful: bool,
    /// The defaults of the root's variables that it took.
    pub assumed: Vec<Label>,
}

impl Trail {
    pub fn is_clean(&self) -> bool {
        self.failing.is_empty() && !self.doubtful
    }
}

impl Evaluator<'_> {
    /// Runs `f` and tells apart what it leaves on the trail.
    pub fn watched<T>(&self, f: impl FnOnce() -> T) -> (T, Trail) {
        let before = self.trail.take();
        let out = f();
        (out, self.trail.replace(before))
    }

    /// Puts a trail back, for the worlds of `guard`.
    pub fn rejoin(&self, trail: Trail, guard: &Guard) {
        let mut all = self.trail.borrow_mut();
        all.doubtful |= trail.doubtful;
        for label in trail.assumed {
            assume(&mut all, label);
        }
        for failing in trail.failing.iter().filter_map(|failing| failing.and(guard)) {
            note(&mut all, failing);
        }
    }

    /// The expression fails in these worlds.
    pub fn fails_when(&self, guard: Guard) {
        note(&mut self.trail.borrow_mut(), guard);
    }

    /// The expression took something for granted.
    pub fn assumes(&self, label: Label) {
        assume(&mut self.trail.borrow_mut(), label);
    }

    /// The expression may fail.
    pub fn doubt(&self) {
        self.trail.borrow_mut().doubtful = true;
    }

    /// The expression fails when the value is null.
    pub fn needs(&self, value: &Value) {
        if may_be_null(value) {
            self.doubt();
        }
    }

    /// A function applied to each alternative; alternatives that fail are left out and noted.
    pub fn lift(&self, value: &Value, f: impl Fn(&Value) -> Outcome) -> Outcome {
        if !matches!(value.is, Is::Either(_)) {
            return f(value);
        }
        self.gather(value.alternatives().into_iter(), |one| f(one), value)
    }

    /// A function of several values, applied to each choice of alternatives that can hold together.
    pub fn lift_all(&self, values: &[Value], f: impl Fn(&[Value]) -> Outcome) -> Outcome {
        if !values.iter().any(|value| matches!(value.is, Is::Either(_))) {
            return f(values);
        }
        let mut choices: Vec<(Guard, Vec<Value>)> = vec![(Guard::always(), Vec::new())];
        for value in values {
            let alternatives = value.alternatives();
            let mut next = Vec::new();
            for (guard, chosen) in &choices {
                for (also, one) in &alternatives {
                    let Some(guard) = guard.and(also) else { continue };
                    let mut chosen = chosen.clone();
                    chosen.push(one.clone());
                    next.push((guard, chosen));
                }
            }
            choices = next;
            if choices.len() > 4 * MAX_ALTERNATIVES {
                return Ok(Value::from(Is::Unknown(too_many(values))));
            }
        }
        let first = values.first().cloned().unwrap_or_else(Value::absent);
        self.gather(choices.into_iter(), |chosen| f(chosen), &first)
    }

    fn gather<T>(
        &self,
        choices: impl Iterator<Item = (Guard, T)>,
        f: impl Fn(&T) -> Outcome,
        whole: &Value,
    ) -> Outcome {
        let mut out = Vec::new();
        let mut failure = None;
        for (guard, one) in choices {
            let (outcome, trail) = self.watched(|| f(&one));
            self.rejoin(trail, &guard);
            match outcome {
                Ok(value) => out.push((guard, value)),
                Err(error) => {
                    failure.get_or_insert(error);
                    self.fails_when(guard);
                }
            }
        }
        match failure {
            Some(failure) if out.is_empty() => Err(failure),
            None if out.is_empty() => Err(Failure::new("no case of a choice is left", whole.span)),
            _ => Ok(either(out)),
        }
    }
}

/// More failing worlds than these are one doubt.
const MAX_FAILING: usize = 8;

/// More assumptions than these are not told of one value.
const MAX_ASSUMED: usize = 4;

fn assume(trail: &mut Trail, label: Label) {
    if trail.assumed.len() < MAX_ASSUMED && !trail.assumed.contains(&label) {
        trail.assumed.push(label);
    }
}

fn note(trail: &mut Trail, guard: Guard) {
    if trail.failing.contains(&guard) {
        return;
    }
    if trail.failing.len() < MAX_FAILING {
        trail.failing.push(guard);
    } else {
        trail.doubtful = true;
    }
}

fn too_many(values: &[Value]) -> Origins {
    let more = Origins::one("more cases than are told apart", None);
    let known = values.iter().filter_map(Value::origins);
    known.fold(more, |sum, origins| sum.and(&origins))
}
