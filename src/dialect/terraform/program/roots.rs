//! Which directories Terraform is run in.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Module, Program, below, is_foreign, local, plan,
    values::{self, Deployment},
};
use crate::{
    finding::Problem,
    source::{Label, Sources},
};

/// A directory that is evaluated by itself.
#[derive(Debug, Default)]
pub(in super::super) struct Root {
    pub directory: String,
    /// Whether it looks like a module for callers that are not in view: nothing says that Terraform is run here, and
    /// some variable has no value.
    pub library: bool,
    /// The files of values that it is deployed with.
    pub deployments: Vec<Deployment>,
    /// What is wrong with its plans.
    pub problems: Vec<Problem>,
    /// A call that cannot be followed and may lead here.
    pub unfollowed: Option<Label>,
}

/// Files that show that Terraform is run in their directory.
const MARKS: &[&str] = &[
    ".terraform.lock.hcl",
    "terraform.tfvars",
    "terraform.tfvars.json",
    "cdk.tf.json",
    "terragrunt.hcl",
];

/// Folders whose calls do not make a module one that is always called.
const ASIDE: &[&str] = &["examples", "example", "test", "tests", "fixtures"];

/// The roots of a program, by directory.
pub(in super::super) fn roots(program: &Program, sources: &Sources) -> Vec<Root> {
    let mut called: BTreeMap<String, bool> = BTreeMap::new();
    for (directory, module) in &program.modules {
        let targets = module.calls.values().filter_map(|call| local(directory, call));
        // a module that calls itself is not thereby called from elsewhere
        for target in targets.filter(|target| target != directory) {
            let in_earnest = !is_aside(directory, &target);
            *called.entry(target).or_default() |= in_earnest;
        }
    }
    let may_be_root =
        |directory: &str, module: &Module| has_files(module) && !is_foreign(directory);
    let mut tops: BTreeSet<&str> = BTreeSet::new();
    for (directory, module) in &program.modules {
        let only_aside = !called.get(directory).copied().unwrap_or(false);
        if may_be_root(directory, module) && (only_aside || is_marked(module, sources)) {
            tops.insert(directory);
        }
    }
    let mut reached = BTreeSet::new();
    tops.iter().for_each(|top| reach(top, program, &mut reached));
    // where modules call each other in a circle, the first of them stands for all
    for (directory, module) in &program.modules {
        if may_be_root(directory, module) && !reached.contains(directory.as_str()) {
            tops.insert(directory);
            reach(directory, program, &mut reached);
        }
    }
    let unfollowed = unfollowed(program);
    let of = |top: &str| {
        let root = root(top, program.modules.get(top)?, sources);
        let is_run = !root.deployments.is_empty() || is_marked(program.modules.get(top)?, sources);
        Some(Root { unfollowed: unfollowed.get(top).cloned().filter(|_| !is_run), ..root })
    };
    tops.into_iter().filter_map(of).collect()
}

/// The directories to which calls may lead whose sources are not known to their ends.
fn unfollowed(program: &Program) -> BTreeMap<&str, Label> {
    let mut out = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (directory, module) in &program.modules {
        for call in module.calls.values() {
            let Some((above, source)) = below(directory, call).zip(call.source()) else { continue };
            let text =
                "a call with a source that is not known here, which may be one of this module";
            let slash = if above.is_empty() { "" } else { "/" };
            let above = format!("{above}{slash}");
            if !seen.insert(above.clone()) {
                continue;
            }
            let rest = program.modules.range(above.clone()..);
            for (found, _) in rest.take_while(|(found, _)| found.starts_with(&above)) {
                if found != directory {
                    out.entry(found.as_str()).or_insert_with(|| Label::new(source.span, text));
                }
            }
        }
    }
    out
}

/// A directory with the values that it is deployed with.
fn root(directory: &str, module: &Module, sources: &Sources) -> Root {
    let mut deployments = values::deployments(module, sources);
    let (plans, problems) = plan::plans(module, sources);
    deployments.splice(0..0, plans);
    let is_run = is_marked(module, sources) || !deployments.is_empty();
    let library = !is_run && module.variables.values().any(|one| one.default().is_none());
    Root { directory: directory.to_owned(), library, deployments, problems, unfollowed: None }
}

/// Takes in all that calls from a directory lead to.
fn reach(from: &str, program: &Program, reached: &mut BTreeSet<String>) {
    let mut open = vec![from.to_owned()];
    while let Some(directory) = open.pop() {
        let calls = program.modules.get(&directory).map(|module| module.calls.values());
        if reached.insert(directory.clone()) {
            open.extend(calls.into_iter().flatten().filter_map(|call| local(&directory, call)));
        }
    }
}

fn has_files(module: &Module) -> bool {
    !(module.resources.is_empty() && module.calls.is_empty())
}

fn is_marked(module: &Module, sources: &Sources) -> bool {
    let directory = &module.directory;
    let at = |name: &str| {
        if directory.is_empty() { name.to_owned() } else { format!("{directory}/{name}") }
    };
    module.backend.is_some()
        || MARKS.iter().any(|mark| sources.exists(&at(mark)))
        || sources.list(directory).iter().any(|name| values::is_automatic(name))
}

/// Whether a call from `directory` is an example of how to use `target`.
fn is_aside(directory: &str, target: &str) -> bool {
    let below = directory.strip_prefix(target).unwrap_or(directory);
    below.split('/').any(|part| ASIDE.contains(&part))
}
