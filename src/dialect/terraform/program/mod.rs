//! What a tree's Terraform directories declare, before anything is evaluated.

mod collect;
mod files;
mod json;
mod merge;
mod module;
mod roots;
mod values;

use std::collections::BTreeMap;

pub(super) use module::{Call, Mode, Module, Resource, Variable, address};
pub(super) use roots::{Root, roots};
pub(super) use values::{Deployment, MAX_DEPLOYMENTS, automatic, read as read_values};

use crate::{
    finding::Problem,
    source::{self, Sources},
};

/// All modules of a project by their directories.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub modules: BTreeMap<String, Module>,
    pub problems: Vec<Problem>,
    pub files: usize,
}

/// Reads every directory, and every directory that one of them calls.
pub(super) fn load(directories: &[String], sources: &Sources) -> Program {
    let mut program = Program::default();
    let mut waiting: Vec<String> = directories.to_vec();
    while let Some(directory) = waiting.pop() {
        if program.modules.contains_key(&directory) {
            continue;
        }
        let read = files::read(&directory, sources);
        program.files += read.files;
        let (module, problems) = collect::module(&directory, read);
        program.problems.extend(problems);
        let called = module.calls.values().filter_map(|call| local(&directory, call));
        waiting.extend(called.filter(|called| is_module(called, sources)));
        program.modules.insert(directory, module);
    }
    program
}

/// Whether a directory holds configuration files.
fn is_module(directory: &str, sources: &Sources) -> bool {
    sources.list(directory).iter().any(|name| files::kind(name).is_some())
}

/// The directory that a call with a relative source leads to.
pub(super) fn local(directory: &str, call: &Call) -> Option<String> {
    let plain = call.source()?.plain()?;
    let path = plain.as_str();
    if !path.starts_with("./") && !path.starts_with("../") && path != "." && path != ".." {
        return None;
    }
    source::join(directory, path)
}
