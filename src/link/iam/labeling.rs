//! Which roles labeling takes on, and why.

use super::{functions::Starter, roles::Roles};
use crate::{
    aws::labeling::{self, Call},
    facts::Facts,
    model::{Service, Work},
    source::Label,
};

/// AWS's managed policy for the execution role of labeling jobs.
const GROUND_TRUTH: &str = "AmazonSageMakerGroundTruthExecution";
/// AWS's managed policies for Augmented AI begin so.
const AUGMENTED_AI: &str = "AmazonAugmentedAI";
const GROUND_TRUTH_ACTION: &str = "sagemaker:CreateLabelingJob";
const AUGMENTED_AI_ACTIONS: &[&str] =
    &["sagemaker:StartHumanLoop", "sagemaker:CreateFlowDefinition"];

/// Why a role is held to be one that labeling takes on.
pub(super) struct Labeling {
    pub service: Service,
    pub why: Vec<Label>,
    pub work: Work,
}

/// A role that SageMaker may take on and that shows labeling, or one that is handed to labeling by who starts it.
pub(super) fn reason(
    facts: &Facts,
    roles: &Roles,
    at: usize,
    starters: &[Starter],
) -> Option<Labeling> {
    let role = roles.views.get(at)?;
    if !role.trusts_sagemaker {
        return None;
    }
    by_policy(role).or_else(|| by_action(role)).or_else(|| taken_on(facts, roles, at)).or_else(
        || {
            let starter = starters
                .iter()
                .find(|starter| starter.passed.iter().any(|(role, _)| *role == at))?;
            let (_, how) = starter.passed.iter().find(|(role, _)| *role == at)?;
            let mut why = starter.why.clone();
            why.push(how.clone());
            Some(Labeling { service: starter.service, why, work: starter.work })
        },
    )
}

fn by_policy(role: &super::roles::RoleView) -> Option<Labeling> {
    role.managed.iter().find_map(|(policy, span)| {
        let service = match policy.as_str() {
            GROUND_TRUTH => Service::GroundTruth,
            name if name.starts_with(AUGMENTED_AI) => Service::A2i,
            _ => return None,
        };
        Some(Labeling {
            service,
            why: vec![Label::new(*span, "it has AWS's policy for labeling")],
            work: Work::Unknown,
        })
    })
}

fn by_action(role: &super::roles::RoleView) -> Option<Labeling> {
    let found = role.names(&[GROUND_TRUTH_ACTION]).map(|at| (at, Service::GroundTruth));
    let found = found.or_else(|| role.names(AUGMENTED_AI_ACTIONS).map(|one| (one, Service::A2i)));
    let (at, service) = found?;
    let text = match service {
        Service::GroundTruth => "it may create labeling jobs",
        _ => "it may start human loops",
    };
    Some(Labeling { service, why: vec![Label::new(at, text)], work: Work::Unknown })
}

/// A labeling job or a flow definition names the role.
fn taken_on(facts: &Facts, roles: &Roles, at: usize) -> Option<Labeling> {
    for flow in &facts.flows {
        if roles.named_in(&flow.role).contains(&at) {
            let why = vec![Label::new(flow.header, "this flow definition takes it on")];
            return Some(Labeling { service: Service::A2i, why, work: Work::Unknown });
        }
    }
    for request in facts.requests.iter().filter(|one| one.call == Call::CreateLabelingJob) {
        let named = labeling::labeling_job(&request.request).role;
        if named.is_some_and(|named| roles.named_in(&named).contains(&at)) {
            let why = vec![Label::new(request.header, "this labeling job takes it on")];
            return Some(Labeling { service: Service::GroundTruth, why, work: Work::Unknown });
        }
    }
    None
}
