//! Roles under which labeling is started by what is no function (a container, a build, a person), and the roles that they
//! hand to it.

use std::collections::BTreeSet;

use super::{
    functions::passed_by_right,
    roles::{RoleView, Roles},
    shared::may_start_other_work,
};
use crate::{
    facts::Facts,
    model::{Confidence, Service},
    source::Label,
};

pub(super) struct Hander {
    pub service: Service,
    pub confidence: Confidence,
    /// What it may start.
    pub why: Label,
    /// Roles that it hands on, and how that shows.
    pub passed: Vec<(usize, Label)>,
}

/// Where other work may be started as well, it cannot be told for which a role is handed on.
pub(super) fn handers(facts: &Facts, roles: &Roles) -> Vec<Hander> {
    let own = facts.functions.iter().flat_map(|function| roles.named_in(&function.role));
    let of_functions: BTreeSet<usize> = own.collect();
    let others = roles.views.iter().enumerate().filter(|(at, _)| !of_functions.contains(at));
    others.filter_map(|(at, role)| hander(roles, at, role)).collect()
}

fn hander(roles: &Roles, at: usize, role: &RoleView) -> Option<Hander> {
    let may = |action: &str| role.names(&[action]);
    let job = may("sagemaker:CreateLabelingJob").map(|span| {
        let text = "whoever works under another role may create labeling jobs";
        (Service::GroundTruth, Label::new(span, text))
    });
    let (service, why) = job.or_else(|| {
        let text = "whoever works under another role may make flow definitions";
        let span = may("sagemaker:CreateFlowDefinition")?;
        Some((Service::A2i, Label::new(span, text)))
    })?;
    // flow definitions are often for text
    let is_sure = service == Service::GroundTruth && may_start_other_work(role).is_none();
    let confidence = if is_sure { Confidence::Likely } else { Confidence::Possible };
    Some(Hander { service, confidence, why, passed: passed_by_right(&[at], roles) })
}
