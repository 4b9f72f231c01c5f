//! Every set of decisions that can come about.

use std::sync::Arc;

use crate::{
    facts::{Derived, Facts},
    value::Guard,
};

/// More free conditions than these are not told apart.
const MAX_CONDITIONS: usize = 7;
/// More scenarios than these are not told apart.
const MAX_WORLDS: usize = 128;
/// Conditions that are derived from each other over more steps than these are not looked into.
const MAX_STEPS: usize = 16;

fn derivation<'f>(facts: &'f Facts, id: &str) -> Option<&'f Derived> {
    facts.derived.iter().find(|one| one.id.as_ref() == id)
}

/// Whether a condition only says what others do.
pub(super) fn is_derived(facts: &Facts, id: &str) -> bool {
    derivation(facts, id).is_some()
}

/// The conditions with all that they are derived from.
fn resolved(facts: &Facts, conditions: &[Arc<str>]) -> Vec<Arc<str>> {
    let mut out = conditions.to_vec();
    let mut at = 0;
    while let Some(id) = out.get(at).cloned() {
        at += 1;
        let Some(derived) = derivation(facts, &id) else { continue };
        for (id, _) in derived.holds.iter().flat_map(Guard::decisions) {
            if !out.contains(id) {
                out.push(id.clone());
            }
        }
    }
    out.sort();
    out
}

/// The world with the outcomes of the conditions that it decides.
fn with_derived(facts: &Facts, world: Guard, derived: &[&Arc<str>]) -> Guard {
    derived.iter().fold(world, |world, id| {
        let outcome = Guard::when((*id).clone(), holds(facts, id, &world, 0));
        world.and(&outcome).unwrap_or(world)
    })
}

fn holds(facts: &Facts, id: &str, world: &Guard, step: usize) -> bool {
    let Some(derived) = derivation(facts, id).filter(|_| step < MAX_STEPS) else { return false };
    let is = |(id, wanted): &(Arc<str>, bool)| match world.outcome(id) {
        Some(outcome) => outcome == *wanted,
        None => holds(facts, id, world, step + 1) == *wanted,
    };
    derived.holds.iter().any(|guard| guard.decisions().iter().all(is))
}

/// Every outcome of the conditions that the tables allow; `None` when there are too many.
pub(super) fn worlds(facts: &Facts, conditions: &[Arc<str>]) -> Option<Vec<Guard>> {
    let mut out = vec![Guard::always()];
    let conditions = resolved(facts, conditions);
    let (derived, free): (Vec<_>, Vec<_>) = conditions.iter().partition(|id| is_derived(facts, id));
    let told: Vec<&Arc<str>> = free;
    let mut free = told.clone();
    for table in &facts.worlds {
        let knows = |id: &Arc<str>| table.iter().any(|row| row.decisions.outcome(id).is_some());
        // tables may share conditions, and then agree on them
        let known: Vec<&Arc<str>> = told.iter().copied().filter(|id| knows(id)).collect();
        free.retain(|id| !known.contains(id));
        if known.is_empty() {
            continue;
        }
        let mut rows: Vec<Guard> = table.iter().map(|row| only(&row.decisions, &known)).collect();
        rows.sort();
        rows.dedup();
        out = product(&out, &rows)?;
    }
    if free.len() > MAX_CONDITIONS {
        return None;
    }
    for id in free {
        let both = [Guard::when(id.clone(), true), Guard::when(id.clone(), false)];
        out = product(&out, &both)?;
    }
    Some(out.into_iter().map(|world| with_derived(facts, world, &derived)).collect())
}

fn only(guard: &Guard, ids: &[&Arc<str>]) -> Guard {
    let kept = guard.decisions().iter().filter(|(id, _)| ids.contains(&id));
    kept.fold(Guard::always(), |sum, (id, outcome)| {
        sum.and(&Guard::when(id.clone(), *outcome)).unwrap_or(sum)
    })
}

fn product(worlds: &[Guard], rows: &[Guard]) -> Option<Vec<Guard>> {
    let mut out = Vec::new();
    for world in worlds {
        out.extend(rows.iter().filter_map(|row| world.and(row)));
        if out.len() > MAX_WORLDS {
            return None;
        }
    }
    Some(out)
}
