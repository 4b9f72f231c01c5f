//! Which directories Terraform is run in.

use std::collections::BTreeMap;

use super::{
    Module, Program, is_foreign, local, plan,
    values::{self, Deployment},
};
use crate::{finding::Problem, source::Sources};

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
        for target in module.calls.values().filter_map(|call| local(directory, call)) {
            let in_earnest = !is_aside(directory, &target);
            *called.entry(target).or_default() |= in_earnest;
        }
    }
    let mut out = Vec::new();
    for (directory, module) in &program.modules {
        let marked = is_marked(module, sources);
        let only_aside = !called.get(directory).copied().unwrap_or(false);
        if has_files(module) && !is_foreign(directory) && (marked || only_aside) {
            let mut deployments = values::deployments(module, sources);
            let (plans, problems) = plan::plans(module, sources);
            deployments.splice(0..0, plans);
            let is_run = marked || !deployments.is_empty();
            let library = !is_run && module.variables.values().any(|one| one.default().is_none());
            out.push(Root { directory: directory.clone(), library, deployments, problems });
        }
    }
    out
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
