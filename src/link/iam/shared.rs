//! Roles that other work than labeling takes on too: what they may read is for many uses.

use super::{
    labeling::starts_labeling,
    roles::{RoleView, Roles},
    touched::Starts,
};
use crate::{
    aws::states,
    facts::{Facts, MachineFact, Worker, WorkplaceFact},
    link::{Found, sites},
    model::Confidence,
    source::{Label, Span},
    value::Answer,
};

/// Other work, and the roles that it takes on.
pub(super) struct Workplace {
    pub worker: Worker,
    pub at: Label,
    roles: Vec<usize>,
}

impl Workplace {
    pub fn takes(&self, role: usize) -> bool {
        self.roles.contains(&role)
    }
}

/// Longer definitions than these together, in bytes, are not read for other work than labeling.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// All of it, each read once.
pub(super) fn workplaces(facts: &Facts, roles: &Roles) -> Vec<Workplace> {
    let workplace = |fact: &WorkplaceFact| {
        let text = match fact.worker {
            Worker::People => "and people work under it here, at whatever they do",
            Worker::Machine => "and other work of SageMaker takes it on here",
        };
        let at = Label::new(fact.header, text);
        Workplace { worker: fact.worker, at, roles: roles.named_in(&fact.role) }
    };
    let mut all: Vec<Workplace> = facts.workplaces.iter().map(workplace).collect();
    let may_start = |one: &&MachineFact| one.definition.has_text(&states::speaks_of_other_work);
    let mut left = MAX_BYTES;
    for machine in facts.machines.iter().filter(may_start) {
        let Some(rest) = left.checked_sub(machine.definition.weight()) else { break };
        left = rest;
        let definitions = sites::definitions(machine).into_iter();
        for (state, role) in definitions.flat_map(|(_, one)| states::other_work(&one)) {
            let text = format!("and state '{state}' starts other work of SageMaker under it");
            let at = Label::new(machine.header, text);
            all.push(Workplace { worker: Worker::Machine, at, roles: roles.named_in(&role) });
        }
    }
    all.retain(|one| !one.roles.is_empty());
    all
}

/// What a role with rights of its own to other work may start.
const OTHER_WORK: &[&str] = &[
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateTransformJob",
    "sagemaker:CreateModel",
];

/// Where it shows that a role is for other work as well: something takes it on, or it may start such work itself, and
/// no labeling.
pub(super) fn with_other_work(
    workplaces: &[Workplace],
    role: &RoleView,
    at: usize,
) -> Option<Label> {
    if let Some(workplace) = workplaces.iter().find(|one| one.takes(at)) {
        return Some(workplace.at.clone());
    }
    if starts_labeling(role) {
        return None;
    }
    let span = may_start_other_work(role)?;
    Some(Label::new(span, "and it may start other work of SageMaker"))
}

/// Where it says so, by name.
pub(super) fn may_start_other_work(role: &RoleView) -> Option<Span> {
    role.names(OTHER_WORK)
}

/// What a role reads that other work takes on too is input where a function that starts labeling can use it, or where it
/// is the `only` bucket that the role may read; otherwise it is possible at most, and so is what the role writes.
pub(super) fn weigh(hits: &mut [Found], other_work: &Label, starts: &Starts, only: Option<usize>) {
    let is_open = |hit: &&mut Found| only != Some(hit.bucket);
    for hit in hits.iter_mut().filter(is_open) {
        let most = match starts.touch(hit.bucket) {
            Answer::Yes => continue,
            Answer::Maybe => Confidence::Likely,
            Answer::No => Confidence::Possible,
        };
        hit.used.confidence = hit.used.confidence.min(most);
        let trail = &mut hit.used.trail;
        if !trail.contains(other_work) {
            trail.insert(trail.len().saturating_sub(1), other_work.clone());
        }
    }
}
