//! Which roles labeling takes on, and why.

use super::{
    denials,
    functions::Starter,
    handers::Hander,
    roles::{RoleView, Roles},
    shared::{Workplace, may_start_other_work},
    takers::{Taker, work_of_role},
};
use crate::{
    aws::iam::{AUGMENTED_AI, GROUND_TRUTH},
    facts::Worker,
    model::{Confidence, Service, Work},
    source::Label,
    value::Answer,
};

const GROUND_TRUTH_ACTION: &str = "sagemaker:CreateLabelingJob";
const AUGMENTED_AI_ACTIONS: &[&str] =
    &["sagemaker:StartHumanLoop", "sagemaker:CreateFlowDefinition"];

/// Why a role is held to be one that labeling takes on.
pub(super) struct LabelingRole {
    pub service: Service,
    pub why: Vec<Label>,
    pub work: Work,
    pub confidence: Confidence,
}

impl LabelingRole {
    /// From the role, where that is in view, to what makes it one.
    pub fn trail(&self, role: &RoleView) -> Vec<Label> {
        let what = match self.confidence {
            Confidence::Possible => "a role that labeling may take on",
            _ => "the role that labeling takes on",
        };
        let own = role.is_declared.then(|| Label::new(role.fact.header, what));
        own.into_iter().chain(self.why.iter().cloned()).collect()
    }

    fn strong(service: Service, why: Vec<Label>) -> LabelingRole {
        LabelingRole { service, why, work: Work::Unknown, confidence: Confidence::Strong }
    }
}

/// A role that SageMaker may take on and that shows labeling, or one that is handed to labeling by who starts it.
pub(super) fn reason(
    roles: &Roles,
    at: usize,
    starters: &[&Starter],
    takers: &[Taker],
    workplaces: &[Workplace],
    handers: &[Hander],
) -> Option<LabelingRole> {
    let role = roles.views.get(at)?;
    if !role.is_declared {
        // whom it trusts is not in view, but labeling is handed it
        let reason = taken_on(role, takers, at)?;
        return Some(LabelingRole { work: work_of_role(takers, at), ..reason });
    }
    if !role.trusts_sagemaker {
        return None;
    }
    let all: [&dyn Fn() -> Option<LabelingRole>; 5] = [
        &|| by_policy(role, at, workplaces),
        &|| by_action(role, at, workplaces),
        &|| taken_on(role, takers, at),
        &|| handed_on(at, starters),
        &|| handed_on_otherwise(at, handers),
    ];
    let mut weak = None;
    let strong = all.iter().filter_map(|find| find()).find_map(|one| {
        if one.confidence >= Confidence::Strong {
            return Some(one);
        }
        weak.get_or_insert(one);
        None
    });
    let mut reason = strong.or(weak)?;
    if reason.work == Work::Unknown {
        reason.work = work_of_role(takers, at);
    }
    if reason.work == Work::Unknown && !takers.iter().any(|taker| taker.takes(at)) {
        reason.work = work_of_starters(at, starters);
    }
    Some(reason)
}

/// A function that starts labeling, or makes its flow definitions, hands the role on.
fn handed_on(at: usize, starters: &[&Starter]) -> Option<LabelingRole> {
    starters.iter().find_map(|starter| {
        let (_, how) = starter.passed.iter().find(|(role, _)| *role == at)?;
        let mut why = starter.why.clone();
        why.push(how.clone());
        Some(LabelingRole { work: starter.work, ..LabelingRole::strong(starter.service, why) })
    })
}

/// The work of all functions that hand the role on.
fn work_of_starters(at: usize, starters: &[&Starter]) -> Work {
    let hands_on = |one: &&&Starter| one.passed.iter().any(|(role, _)| *role == at);
    Work::of_all(starters.iter().filter(hands_on).map(|one| one.work))
}

/// It is handed on under another role, by what is no function.
fn handed_on_otherwise(at: usize, handers: &[Hander]) -> Option<LabelingRole> {
    let handed = handers.iter().filter_map(|hander| {
        let (_, how) = hander.passed.iter().find(|(role, _)| *role == at)?;
        let why = vec![hander.why.clone(), how.clone()];
        let confidence = hander.confidence;
        Some(LabelingRole { confidence, ..LabelingRole::strong(hander.service, why) })
    });
    handed.reduce(|best, one| if one.confidence > best.confidence { one } else { best })
}

/// Where people work under a role.
fn people(workplaces: &[Workplace], role: usize) -> Option<Label> {
    let people = workplaces.iter().find(|one| one.worker == Worker::People && one.takes(role));
    people.map(|one| one.at.clone())
}

/// AWS's policies are for labeling alone, but those who work in Studio are often given all that there are.
fn by_policy(role: &RoleView, at: usize, workplaces: &[Workplace]) -> Option<LabelingRole> {
    let people = people(workplaces, at);
    role.managed.iter().find_map(|(policy, span)| {
        let service = match policy.as_str() {
            GROUND_TRUTH => Service::GroundTruth,
            name if name.starts_with(AUGMENTED_AI) => Service::A2i,
            _ => return None,
        };
        let mut why = vec![Label::new(*span, "it has AWS's policy for labeling")];
        let Some(people) = people.clone() else { return Some(LabelingRole::strong(service, why)) };
        why.push(people);
        Some(LabelingRole {
            confidence: Confidence::Possible,
            ..LabelingRole::strong(service, why)
        })
    })
}

/// Whether a role may start labeling itself, by name.
pub(super) fn starts_labeling(role: &RoleView) -> bool {
    role.names(&[GROUND_TRUTH_ACTION]).or_else(|| role.names(AUGMENTED_AI_ACTIONS)).is_some()
}

/// A role that may start much other work too, or that people work under, is for labeling among other things.
fn by_action(role: &RoleView, place: usize, workplaces: &[Workplace]) -> Option<LabelingRole> {
    let found = role.names(&[GROUND_TRUTH_ACTION]).map(|at| (at, Service::GroundTruth));
    let found = found.or_else(|| role.names(AUGMENTED_AI_ACTIONS).map(|one| (one, Service::A2i)));
    let (at, service) = found?;
    let (text, actions) = match service {
        Service::GroundTruth => ("it may create labeling jobs", &[GROUND_TRUTH_ACTION][..]),
        _ => ("it may start human loops", AUGMENTED_AI_ACTIONS),
    };
    let mut labeling = LabelingRole::strong(service, vec![Label::new(at, text)]);
    if actions.iter().any(|action| denials::of_action(role, action) != Answer::No) {
        labeling.confidence = Confidence::Possible;
    }
    if let Some(other) = people(workplaces, place) {
        labeling.why.push(other);
        labeling.confidence = Confidence::Possible;
    } else if let Some(at) = may_start_other_work(role) {
        labeling.why.push(Label::new(at, "and it may start other work of SageMaker"));
        labeling.confidence = Confidence::Possible;
    }
    Some(labeling)
}

/// A labeling job or a flow definition names the role.
fn taken_on(role: &RoleView, takers: &[Taker], at: usize) -> Option<LabelingRole> {
    let taker = takers.iter().find(|taker| taker.takes(at))?;
    let it = if role.is_declared { "it on" } else { "on a role that is declared elsewhere" };
    let why = Label::new(taker.header, format!("{} takes {it}", taker.what));
    Some(LabelingRole::strong(taker.service, vec![why]))
}
