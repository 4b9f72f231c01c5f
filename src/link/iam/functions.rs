//! Functions that may start labeling, and the roles that they hand to it.

use std::collections::{BTreeSet, HashMap};

use super::{
    roles::{RoleView, Roles},
    source::{Evidence, Source},
    work,
};
use crate::{
    aws::{iam, labeling::Call},
    facts::{Facts, FunctionFact},
    model::{Service, Work},
    source::{Label, Sources, Span},
    value::{Is, Value},
};

/// A function that may create labeling jobs or start human loops.
pub(super) struct Starter<'a> {
    pub function: &'a FunctionFact,
    pub service: Service,
    /// What makes it one, hop by hop.
    pub why: Vec<Label>,
    /// Its source, where that starts labeling.
    pub code: Option<Evidence>,
    /// Whether its source is all there and starts nothing, whatever its role allows.
    pub is_idle: bool,
    /// Whether its source is all there and nowhere speaks of what lies in S3.
    pub is_aloof: bool,
    /// What its code or its environment says of the work.
    pub work: Work,
    /// Variables of its environment that its code, which is in view, does not use.
    pub unused: Vec<String>,
    /// Its own role.
    pub roles: Vec<usize>,
    /// Roles that it hands on, and how that shows.
    pub passed: Vec<(usize, Label)>,
}

/// What a function does with a variable of its environment, as far as its code is in view.
pub(super) enum Usage {
    /// The file that starts labeling uses it.
    Shown,
    Unknown,
    /// It reads or writes objects itself, and shows none to workers.
    Kept,
    /// It writes objects there, and does nothing else.
    Written,
    None,
}

impl Starter<'_> {
    pub fn use_of(&self, variable: &str) -> Usage {
        match &self.code {
            Some(code) if code.only_writes(variable) => Usage::Written,
            Some(code) if code.keeps(variable) => Usage::Kept,
            Some(code) if code.uses(variable) => Usage::Shown,
            Some(_) if self.unused.iter().any(|one| one == variable) => Usage::None,
            _ => Usage::Unknown,
        }
    }
}

pub(super) fn starters<'a>(facts: &'a Facts, roles: &Roles, sources: &Sources) -> Vec<Starter<'a>> {
    // functions often share a folder
    let mut read: HashMap<&[String], Source> = HashMap::new();
    let mut source = |function: &'a FunctionFact| {
        if function.paths.is_empty() || !function.code.is_absent() {
            return Source::of(function, sources);
        }
        let known = read.entry(&function.paths);
        known.or_insert_with(|| Source::of(function, sources)).clone()
    };
    let starters = facts.functions.iter().filter_map(|one| starter(one, roles, &mut source));
    let mut starters: Vec<Starter> = starters.collect();
    // a right that functions share is for the one whose code uses it
    let with_code = starters.iter().filter(|one| one.code.is_some());
    let explained: BTreeSet<usize> = with_code.flat_map(|one| one.roles.iter().copied()).collect();
    starters.retain(|one| !one.is_idle || !one.roles.iter().all(|role| explained.contains(role)));
    starters
}

/// By what its role allows by name; by its code, where the role allows it with all else, or is not in view.
fn starter<'a>(
    function: &'a FunctionFact,
    roles: &Roles,
    source: &mut dyn FnMut(&'a FunctionFact) -> Source,
) -> Option<Starter<'a>> {
    let own = roles.named_in(&function.role);
    let views = || own.iter().filter_map(|at| roles.views.get(*at));
    let allowed = views().find_map(allowed);
    if allowed.is_none() && !own.is_empty() && !views().any(allows_all) {
        return None;
    }
    let source = source(function);
    let (is_idle, is_aloof) = (source.is_idle(), source.is_aloof());
    let variables = environment(function).into_iter().map(|one| one.name);
    let unused = variables.filter(|name| source.never_speaks_of(name)).collect();
    let code = source.evidence;
    if allowed.is_none() && code.is_none() {
        return None;
    }
    let service = match (&allowed, &code) {
        (Some((service, _)), _) => *service,
        (None, Some(code)) if code.call == Call::CreateLabelingJob => Service::GroundTruth,
        (None, _) => Service::A2i,
    };
    let why = allowed.into_iter().map(|(_, label)| label);
    let why = why.chain(code.iter().map(|code| code.at.clone()));
    let reads = code.as_ref().and_then(|code| code.reads.clone());
    let analyzes = code.as_ref().is_some_and(|code| code.call == Call::AnalyzeWithHumanLoop);
    let work = match work::of(function) {
        Work::Unknown if reads.is_some() => Work::Text,
        Work::Unknown if analyzes => Work::Image,
        Work::Unknown => code.as_ref().map(Evidence::work).unwrap_or_default(),
        said => said,
    };
    let why = why.chain(reads).collect();
    let passed = passed(function, &own, roles);
    Some(Starter {
        function,
        service,
        why,
        code,
        is_idle,
        is_aloof,
        work,
        unused,
        roles: own,
        passed,
    })
}

/// Functions that make flow definitions: of what they touch themselves nothing is shown to workers, but the roles that
/// they hand on are those of human loops.
pub(super) fn creators<'a>(facts: &'a Facts, roles: &Roles) -> Vec<Starter<'a>> {
    let creator = |function: &'a FunctionFact| {
        let own = roles.named_in(&function.role);
        let mut views = own.iter().filter_map(|at| roles.views.get(*at));
        let at = views.find_map(|role| role.names(&["sagemaker:CreateFlowDefinition"]))?;
        let passed = passed(function, &own, roles);
        Some(Starter {
            function,
            service: Service::A2i,
            why: vec![Label::new(at, "this function may make flow definitions")],
            code: None,
            is_idle: false,
            is_aloof: false,
            work: work::of(function),
            unused: Vec::new(),
            roles: own,
            passed,
        })
    };
    facts.functions.iter().filter_map(creator).collect()
}

/// What a role allows by name.
fn allowed(role: &RoleView) -> Option<(Service, Label)> {
    if let Some(at) = role.names(&["sagemaker:CreateLabelingJob"]) {
        let text = "this function may create labeling jobs";
        return Some((Service::GroundTruth, Label::new(at, text)));
    }
    if let Some(at) = role.names(&["sagemaker:StartHumanLoop"]) {
        let text = "this function may start human loops";
        return Some((Service::A2i, Label::new(at, text)));
    }
    let (_, span) = role.managed.iter().find(|(name, _)| name.starts_with(iam::AUGMENTED_AI))?;
    Some((Service::A2i, Label::new(*span, "this function may start human loops")))
}

/// Whether a role may do everything in SageMaker, and so start labeling too.
fn allows_all(role: &RoleView) -> bool {
    role.managed.iter().any(|(name, _)| iam::ALLOW_ALL.contains(&name.as_str()))
        || (role.speaks_of_sagemaker()
            && role.grants().iter().any(|one| one.statement.allows("sagemaker:CreateLabelingJob")))
}

/// Roles that the function may pass, or whose ARN stands in its environment.
fn passed(function: &FunctionFact, own: &[usize], roles: &Roles) -> Vec<(usize, Label)> {
    let mut out = passed_by_right(own, roles);
    for variable in environment(function) {
        let label = Label::new(variable.at, format!("in its environment as {}", variable.name));
        let named = roles.named_in(&variable.value).into_iter();
        out.extend(named.map(|role| (role, label.clone())));
    }
    out
}

/// Roles that may be passed under some others.
pub(super) fn passed_by_right(own: &[usize], roles: &Roles) -> Vec<(usize, Label)> {
    let mut out: Vec<(usize, Label)> = Vec::new();
    for granted in own.iter().filter_map(|at| roles.views.get(*at)).flat_map(|role| role.grants()) {
        let Some(action) = granted.statement.naming("iam:PassRole") else { continue };
        let allowed_at = action.span.unwrap_or(granted.span());
        for resource in &granted.statement.resources {
            for role in roles.named_in(resource) {
                // a bare reference lies where the role does
                let is_own =
                    |at: &Span| roles.views.get(role).is_some_and(|one| one.fact.header == *at);
                let at = resource.span.filter(|at| !is_own(at)).unwrap_or(allowed_at);
                out.push((role, Label::new(at, "and hands this role to it")));
            }
        }
    }
    out
}

/// An environment variable.
pub(super) struct Variable {
    pub name: String,
    pub value: Value,
    /// Where it is set.
    pub at: Span,
}

pub(super) fn environment(function: &FunctionFact) -> Vec<Variable> {
    let mut out = Vec::new();
    for (_, variables) in function.environment.alternatives() {
        let Is::Map(map) = &variables.is else { continue };
        for entry in &map.entries {
            out.push(Variable {
                name: entry.key.as_str().to_owned(),
                value: entry.value.clone(),
                at: entry.key.span().or(entry.value.span).unwrap_or(function.header),
            });
        }
    }
    out
}
