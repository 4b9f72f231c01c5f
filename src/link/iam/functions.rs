//! Functions that may start labeling, and the roles that they hand to it.

use super::roles::Roles;
use crate::{
    facts::{Facts, FunctionFact},
    model::Service,
    source::Label,
    value::{Is, Value},
};

/// A function that may create labeling jobs or start human loops.
pub(super) struct Starter<'a> {
    pub function: &'a FunctionFact,
    pub service: Service,
    /// What makes it one.
    pub why: Label,
    /// Its own role.
    pub roles: Vec<usize>,
    /// Roles that it hands on, and how that shows.
    pub passed: Vec<(usize, Label)>,
}

pub(super) fn starters<'a>(facts: &'a Facts, roles: &Roles) -> Vec<Starter<'a>> {
    facts.functions.iter().filter_map(|function| starter(function, roles)).collect()
}

fn starter<'a>(function: &'a FunctionFact, roles: &Roles) -> Option<Starter<'a>> {
    let own = roles.named_in(&function.role);
    let (service, why) = own.iter().find_map(|at| {
        let role = roles.views.get(*at)?;
        let jobs = role.names(&["sagemaker:CreateLabelingJob"]);
        if let Some(granted) = jobs {
            let text = "this function may create labeling jobs";
            return Some((Service::GroundTruth, Label::new(granted.span(), text)));
        }
        if let Some(granted) = role.names(&["sagemaker:StartHumanLoop"]) {
            let text = "this function may start human loops";
            return Some((Service::A2i, Label::new(granted.span(), text)));
        }
        let (_, span) =
            role.managed.iter().find(|(name, _)| name.starts_with("AmazonAugmentedAI"))?;
        Some((Service::A2i, Label::new(*span, "this function may start human loops")))
    })?;
    let passed = passed(function, &own, roles);
    Some(Starter { function, service, why, roles: own, passed })
}

/// Roles that the function may pass, or whose ARN stands in its environment.
fn passed(function: &FunctionFact, own: &[usize], roles: &Roles) -> Vec<(usize, Label)> {
    let mut out: Vec<(usize, Label)> = Vec::new();
    for granted in own.iter().filter_map(|at| roles.views.get(*at)).flat_map(|role| &role.grants) {
        if !granted.statement.names("iam:PassRole") {
            continue;
        }
        for resource in &granted.statement.resources {
            let at = resource.span.unwrap_or(granted.span());
            let label = Label::new(at, "and hands this role to it");
            out.extend(roles.named_in(resource).into_iter().map(|role| (role, label.clone())));
        }
    }
    for (value, label) in environment(function) {
        out.extend(roles.named_in(&value).into_iter().map(|role| (role, label.clone())));
    }
    out
}

/// Each environment variable's value, and where it is set.
pub(super) fn environment(function: &FunctionFact) -> Vec<(Value, Label)> {
    let mut out = Vec::new();
    for (_, variables) in function.environment.alternatives() {
        let Is::Map(map) = &variables.is else { continue };
        for entry in &map.entries {
            let span = entry.key.span().or(entry.value.span).unwrap_or(function.header);
            let text = format!("in its environment as {}", entry.key.as_str());
            out.push((entry.value.clone(), Label::new(span, text)));
        }
    }
    out
}
