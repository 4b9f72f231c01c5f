//! Files of variable values: those that Terraform reads unasked, and those that it is given in one deployment or another.

use super::{Module, files, json, plan::Resources};
use crate::{
    dialect::nearby,
    finding::Problem,
    source::{Sources, last_segment},
    syntax::hcl::{self, Attribute},
};

/// A file of values that is used in some deployments of a root.
#[derive(Debug)]
pub(in super::super) struct Deployment {
    /// As one would name it in the root's directory.
    pub name: String,
    pub values: Vec<Attribute>,
    /// What the resources will be, where it is known from a plan.
    pub resources: Resources,
}

/// The values in a `.tfvars` or `.tfvars.json` file.
///
/// # Errors
/// What keeps it from being read; nothing for a file that is not there.
pub(in super::super) fn read(
    path: &str,
    sources: &Sources,
) -> Result<Vec<Attribute>, Option<Problem>> {
    let file = sources.open(path).map_err(|_| None)?;
    let source = sources.get(file);
    if path.ends_with(".json") {
        return Ok(json::literal_values(&json::read(&source, file)?));
    }
    let mut document = hcl::read(&source, file)?;
    match document.problems.pop() {
        Some(problem) => Err(Some(problem)),
        None => Ok(document.body.attributes),
    }
}

/// The paths of the files that Terraform reads unasked, in its order: later ones win.
pub(in super::super) fn automatic(directory: &str, sources: &Sources) -> Vec<String> {
    let names = sources.list(directory);
    let there = |name: &&str| names.iter().any(|known| known == name);
    let first = ["terraform.tfvars", "terraform.tfvars.json"].into_iter().filter(there);
    let automatic = names.iter().map(String::as_str).filter(|name| is_automatic(name));
    first.chain(automatic).map(|name| nearby::below(directory, name)).collect()
}

/// A file of variable values that Terraform reads unasked.
pub(super) fn is_automatic(name: &str) -> bool {
    name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json")
}

/// The other files of values of a root: beside its own files, or in folders below it that hold no configuration. A file
/// counts when all that it sets is declared.
pub(in super::super) fn deployments(module: &Module, sources: &Sources) -> Vec<Deployment> {
    let directory = &module.directory;
    let mut out = Vec::new();
    for path in candidates(directory, sources) {
        let Ok(values) = read(&path, sources) else { continue };
        let declared = values.iter().all(|value| module.variables.contains_key(&value.name));
        if declared && !values.is_empty() {
            let name = path.strip_prefix(directory.as_str()).unwrap_or(&path);
            let name = name.trim_start_matches('/').to_owned();
            out.push(Deployment { name, values, resources: Resources::new() });
        }
    }
    out
}

fn candidates(directory: &str, sources: &Sources) -> Vec<String> {
    let is_given = |path: &str| {
        let name = last_segment(path);
        is_values(name) && (path.contains('/') || !is_read_unasked(name))
    };
    let is_configured =
        |folder: &str| sources.list(folder).iter().any(|name| files::kind(name).is_some());
    nearby::files(directory, &is_given, &is_configured, sources)
}

fn is_values(name: &str) -> bool {
    !name.starts_with('.') && (name.ends_with(".tfvars") || name.ends_with(".tfvars.json"))
}

fn is_read_unasked(name: &str) -> bool {
    is_automatic(name) || matches!(name, "terraform.tfvars" | "terraform.tfvars.json")
}
