//! Which outcomes of conditions come about together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    facts::{Condition, World},
    value::Guard,
};

use super::super::{deployment::Deployment, evaluate::Context};

/// Larger tables are not made; their conditions are free.
const MAX_WORLDS: usize = 128;

/// The conditions that something hangs on: their stack and name.
type Used = BTreeMap<Arc<str>, (usize, String)>;

/// The words of every condition that something hangs on, and the tables of what can come about together.
pub fn tables(deployment: &Deployment) -> (Vec<Condition>, Vec<Vec<World>>) {
    let used = deployment.state.borrow().used.clone();
    let count = deployment.state.borrow().domains.len();
    let mut read: Vec<(Vec<usize>, &Arc<str>)> = Vec::with_capacity(used.len());
    let mut groups = Groups::new(count);
    for (id, (stack, name)) in &used {
        let mut atoms = Vec::new();
        let operands = deployment.context(*stack).operands(name);
        operands.iter().for_each(|value| value.conditions(&mut atoms));
        let state = deployment.state.borrow();
        let domains: Vec<usize> =
            atoms.iter().filter_map(|atom| state.atoms.get(atom).copied()).collect();
        groups.join(&domains);
        read.push((domains, id));
    }
    let mut members: BTreeMap<usize, (Vec<usize>, Vec<&Arc<str>>)> = BTreeMap::new();
    for domain in 0..count {
        members.entry(groups.find(domain)).or_default().0.push(domain);
    }
    for (domains, id) in read {
        if let Some(first) = domains.first() {
            members.entry(groups.find(*first)).or_default().1.push(id);
        }
    }
    let tables = members.values().flat_map(|(domains, conditions)| {
        table(deployment, domains, conditions, &used).unwrap_or_else(|| {
            let alone = domains.iter().filter_map(|domain| product(deployment, &[*domain]));
            alone.collect()
        })
    });
    (words(deployment, &used), tables.collect())
}

/// Disjoint sets of domains: those that some condition reads together are one.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Groups {
        Groups((0..count).collect())
    }

    fn find(&self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    }

    fn join(&mut self, domains: &[usize]) {
        let Some(first) = domains.first().map(|first| self.find(*first)) else { return };
        for domain in domains {
            let mut at = *domain;
            while let Some(slot) = self.0.get_mut(at) {
                let up = std::mem::replace(slot, first);
                if up == at || up == first {
                    break;
                }
                at = up;
            }
        }
    }
}

/// What the conditions of one group can be together; `None` when there are too many worlds to tell.
fn table(
    deployment: &Deployment,
    domains: &[usize],
    conditions: &[&Arc<str>],
    used: &Used,
) -> Option<Vec<Vec<World>>> {
    let rows = product(deployment, domains)?;
    let all = conditions.iter().filter_map(|id| {
        let (stack, name) = used.get(*id)?;
        Some((*id, deployment.context(*stack), name.as_str()))
    });
    // a condition that the parameters never decide is free
    let is_decided = |(_, context, name): &(&Arc<str>, Context, &str)| {
        rows.iter().any(|row| context.outcome(name, &row.decisions).is_some())
    };
    let conditions: Vec<_> = all.filter(is_decided).collect();
    let mut table = Vec::new();
    let stacks: BTreeSet<usize> = used.values().map(|(stack, _)| *stack).collect();
    let is_forbidden = |row: &World| {
        stacks.iter().any(|stack| deployment.context(*stack).is_forbidden(&row.decisions))
    };
    for row in rows.iter().filter(|row| !is_forbidden(row)) {
        let mut open = vec![row.clone()];
        for (id, context, name) in &conditions {
            open = open.into_iter().flat_map(|world| decided(*context, name, id, world)).collect();
            if open.len() + table.len() > MAX_WORLDS {
                return None;
            }
        }
        table.extend(open);
    }
    Some(vec![table])
}

/// The world with the outcome of one more condition; both where parameters do not decide it.
fn decided(context: Context, name: &str, id: &Arc<str>, world: World) -> Vec<World> {
    let outcome = context.outcome(name, &world.decisions);
    let with = |outcome: bool, more: Option<String>| {
        let decisions = world.decisions.and(&Guard::when(id.clone(), outcome))?;
        let witness = world.witness.iter().cloned().chain(more).collect();
        Some(World { decisions, witness })
    };
    match outcome {
        Some(outcome) => with(outcome, None).into_iter().collect(),
        None => {
            let (yes, no, _) = context.words(name);
            [with(true, Some(yes)), with(false, Some(no))].into_iter().flatten().collect()
        }
    }
}

/// Every choice of values for these parameters; `None` when there are too many.
fn product(deployment: &Deployment, domains: &[usize]) -> Option<Vec<World>> {
    let state = deployment.state.borrow();
    let mut out = vec![World { decisions: Guard::always(), witness: Vec::new() }];
    for domain in domains.iter().filter_map(|place| state.domains.get(*place)) {
        if out.len() * domain.rows() > MAX_WORLDS {
            return None;
        }
        let mut next = Vec::with_capacity(out.len() * domain.rows());
        for world in &out {
            for row in 0..domain.rows() {
                let Some(decisions) = world.decisions.and(&domain.guard(row)) else { continue };
                let mut witness = world.witness.clone();
                witness.push(domain.witness(row));
                next.push(World { decisions, witness });
            }
        }
        out = next;
    }
    Some(out)
}

fn words(deployment: &Deployment, used: &Used) -> Vec<Condition> {
    let named = used.iter().map(|(id, (stack, name))| {
        let (when_true, when_false, span) = deployment.context(*stack).words(name);
        Condition { id: id.clone(), when_true, when_false, span }
    });
    let state = deployment.state.borrow();
    let of_values = state.domains.iter().flat_map(|domain| {
        domain.values.iter().map(|(value, id)| Condition {
            id: id.clone(),
            when_true: format!("{} = {value}", domain.name),
            when_false: format!("{} is not {value}", domain.name),
            span: None,
        })
    });
    named.chain(of_values).collect()
}
