//! `condition ? then : otherwise`

use super::{Evaluator, Failure, Outcome, Scope};
use crate::{
    dialect::terraform::types,
    syntax::hcl::Expression,
    value::{Guard, Is, Value, either},
};

impl Evaluator<'_> {
    pub(super) fn conditional(
        &self,
        condition: &Expression,
        then: &Expression,
        otherwise: &Expression,
        scope: &Scope,
    ) -> Outcome {
        let asked = self.eval(condition, scope)?;
        let asked = self.truth(&asked, condition, scope)?;
        let (then_outcome, then_trail) = self.watched(|| self.eval(then, scope));
        let (other_outcome, other_trail) = self.watched(|| self.eval(otherwise, scope));
        for outcome in [&then_outcome, &other_outcome] {
            if let Err(failure) = outcome
                && failure.always
            {
                return Err(failure.clone());
            }
        }
        let (then_outcome, other_outcome) = unified(then_outcome, other_outcome);
        let mut out = Vec::new();
        let mut failure = None;
        for (guard, is) in asked.alternatives() {
            let chosen = matches!(is.is, Is::Bool(true));
            let (outcome, trail) =
                if chosen { (&then_outcome, &then_trail) } else { (&other_outcome, &other_trail) };
            self.rejoin(trail.clone(), &guard);
            match outcome {
                Ok(value) => out.push((guard, value.clone())),
                Err(error) => {
                    failure.get_or_insert_with(|| error.clone());
                    self.fails_when(guard);
                }
            }
        }
        match (out.len(), failure) {
            (0, Some(failure)) => Err(failure),
            (0, None) => Err(Failure::new("no case of a condition is left", asked.span)),
            (1, _) => Ok(lone(out)),
            _ => Ok(either(out)),
        }
    }
}

fn unified(a: Outcome, b: Outcome) -> (Outcome, Outcome) {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let (a, b) = types::unify(a, b);
            (Ok(a), Ok(b))
        }
        other => other,
    }
}

fn lone(out: Vec<(Guard, Value)>) -> Value {
    match out.as_slice() {
        [(guard, value)] if guard.is_always() => value.clone(),
        _ => either(out),
    }
}
