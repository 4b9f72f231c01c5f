//! Which outcomes of conditions come about together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    facts::{Condition, World},
    value::Guard,
};

use super::{
    super::{deployment::Deployment, evaluate::Context},
    Domain,
};

/// Larger tables are not made; their conditions are free.
const MAX_WORLDS: usize = 128;

/// The conditions that something hangs on: their stack and name.
type Used = BTreeMap<Arc<str>, (usize, String)>;

/// The words of every condition that something hangs on, and the tables of what can come about together.
pub fn tables(deployment: &Deployment) -> (Vec<Condition>, Vec<Vec<World>>) {
    let used = deployment.state.borrow().used.clone();
    let read: Vec<Read> = used
        .iter()
        .map(|(id, (stack, name))| {
            let mut atoms = Vec::new();
            let operands = deployment.context(*stack).operands(name);
            operands.iter().for_each(|value| value.conditions(&mut atoms));
            let state = deployment.state.borrow();
            (atoms.iter().filter_map(|atom| state.atoms.get(atom).copied()).collect(), id)
        })
        .collect();
    let all: Vec<usize> = (0..deployment.state.borrow().domains.len()).collect();
    let tables = groups(&all, &read).into_iter().flat_map(|(domains, conditions)| {
        let ids: Vec<&Arc<str>> = conditions.iter().map(|(_, id)| *id).collect();
        table(deployment, &domains, &ids, &used)
            .map(|table| vec![table])
            .unwrap_or_else(|| apart(deployment, &domains, &conditions, &used))
    });
    (words(deployment, &used), tables.collect())
}

/// The domains that a condition reads.
type Read<'u> = (Vec<usize>, &'u Arc<str>);

/// The tables of parameters that nothing but the deployments joins; one for each parameter where there are too many
/// worlds still.
fn apart(
    deployment: &Deployment,
    domains: &[usize],
    conditions: &[Read],
    used: &Used,
) -> Vec<Vec<World>> {
    let is_of_deployments = |place: &usize| {
        let state = deployment.state.borrow();
        state.domains.get(*place).is_some_and(|domain| domain.is_of_deployments)
    };
    let (deployments, parameters): (Vec<usize>, Vec<usize>) =
        domains.iter().partition(|place| is_of_deployments(place));
    let (read, settled): (Vec<Read>, Vec<Read>) = conditions
        .iter()
        .map(|(read, id)| {
            (read.iter().copied().filter(|one| !is_of_deployments(one)).collect(), *id)
        })
        .partition(|(read, _): &Read| !read.is_empty());
    let mut groups = groups(&parameters, &read);
    if !settled.is_empty() {
        groups.push((Vec::new(), settled));
    }
    let tables = groups.into_iter().flat_map(|(mut domains, conditions)| {
        domains.extend(&deployments);
        let ids: Vec<&Arc<str>> = conditions.iter().map(|(_, id)| *id).collect();
        match table(deployment, &domains, &ids, used) {
            Some(table) => vec![table],
            None => domains.iter().filter_map(|one| product(deployment, &[*one])).collect(),
        }
    });
    tables.collect()
}

/// The domains that conditions read together, with those conditions.
fn groups<'u>(domains: &[usize], read: &[Read<'u>]) -> Vec<(Vec<usize>, Vec<Read<'u>>)> {
    let mut groups = Groups::new(domains.iter().max().map_or(0, |last| last + 1));
    read.iter().for_each(|(domains, _)| groups.join(domains));
    let mut members: BTreeMap<usize, (Vec<usize>, Vec<Read>)> = BTreeMap::new();
    for domain in domains {
        members.entry(groups.find(*domain)).or_default().0.push(*domain);
    }
    for (domains, id) in read {
        if let Some(first) = domains.first() {
            members.entry(groups.find(*first)).or_default().1.push((domains.clone(), *id));
        }
    }
    members.into_values().collect()
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
) -> Option<Vec<World>> {
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
    Some(table)
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

/// Every choice of values for these parameters, and of deployments that set them; `None` when there are too many.
fn product(deployment: &Deployment, domains: &[usize]) -> Option<Vec<World>> {
    let state = deployment.state.borrow();
    let all = domains.iter().filter_map(|place| state.domains.get(*place));
    // a deployment settles values, so it is chosen first; it is told last, as what tells most
    let (mut chosen, values): (Vec<&Domain>, Vec<&Domain>) =
        all.partition(|domain| domain.is_of_deployments);
    let told_last = chosen.len();
    chosen.extend(values);
    let mut out = vec![World { decisions: Guard::always(), witness: Vec::new() }];
    for domain in chosen {
        let mut next = Vec::new();
        for world in &out {
            let possible =
                (0..domain.len()).filter(|row| domain.is_possible(*row, &world.decisions));
            for row in possible {
                let Some(decisions) = world.decisions.and(&domain.guard(row)) else { continue };
                let mut witness = world.witness.clone();
                witness.push(domain.witness(row));
                next.push(World { decisions, witness });
            }
            if next.len() > MAX_WORLDS {
                return None;
            }
        }
        out = next;
    }
    out.iter_mut().for_each(|world| world.witness.rotate_left(told_last));
    Some(out)
}

fn words(deployment: &Deployment, used: &Used) -> Vec<Condition> {
    let named = used.iter().map(|(id, (stack, name))| {
        let (when_true, when_false, span) = deployment.context(*stack).words(name);
        Condition { id: id.clone(), when_true, when_false, span }
    });
    let state = deployment.state.borrow();
    let of_values = state.domains.iter().flat_map(Domain::conditions);
    named.chain(of_values).collect()
}
