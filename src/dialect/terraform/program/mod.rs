//! What a tree's Terraform directories declare, before anything is evaluated.

mod collect;
mod constant;
mod files;
mod foreign;
mod json;
mod merge;
mod module;
mod plan;
mod roots;
mod state;
mod values;

use std::collections::BTreeMap;

pub(super) use foreign::{is_foreign, is_outline};
pub(super) use module::{Call, Mode, Module, Resource, Variable, address};
pub(super) use roots::{Root, roots};
pub(super) use state::identity as state_of;
pub(super) use values::{Deployment, automatic, read as read_values};

use crate::{
    config::Settings,
    dialect::room::Room,
    finding::Problem,
    source::{self, Sources, Span},
};

/// All modules of a project by their directories.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub modules: BTreeMap<String, Module>,
    /// By the directory of a root.
    installed: BTreeMap<String, foreign::Installed>,
    /// The directories of outlines, by the place of the source that a call names.
    outlines: BTreeMap<Span, String>,
    /// The directory of the root that keeps each state; none where several keep the same.
    states: BTreeMap<String, Option<String>>,
    pub problems: Vec<Problem>,
    pub files: usize,
}

/// Reads every directory, and every directory that one of them calls.
pub(super) fn load(directories: &[String], sources: &Sources, settings: &Settings) -> Program {
    let (mut program, room) = (Program::default(), Room::default());
    let mut waiting: Vec<String> = directories.to_vec();
    for directory in directories {
        let installed = foreign::installed(directory, sources);
        waiting.extend(installed.values().map(|(directory, _)| directory.clone()));
        program.installed.insert(directory.clone(), installed);
    }
    while let Some(directory) = waiting.pop() {
        if program.modules.contains_key(&directory) {
            continue;
        }
        let read = files::read(&directory, sources, &room);
        let files = read.files;
        let (mut module, problems) = collect::module(&directory, read);
        if is_foreign(&directory) {
            module.directives.clear();
        } else {
            program.files += files;
            program.problems.extend(problems);
        }
        for call in module.calls.values() {
            let called = local(&directory, call).filter(|called| is_module(called, sources));
            waiting.extend(called);
            let named = call.from.as_deref();
            let outline = named.and_then(|name| foreign::outline(name, sources, settings));
            if let Some((directory, source)) = outline.zip(call.source()) {
                program.outlines.insert(source.span, directory.clone());
                waiting.push(directory);
            }
        }
        program.modules.insert(directory, module);
    }
    for (directory, module) in &program.modules {
        let Some(state) = state::kept(module) else { continue };
        let known = program.states.entry(state).or_insert_with(|| Some(directory.clone()));
        known.take_if(|known| known != directory);
    }
    program
}

impl Program {
    /// The directory of the one root that keeps a state.
    pub fn keeper(&self, state: &str) -> Option<&str> {
        self.states.get(state)?.as_deref()
    }

    /// The directory of the module that a call leads to, where it is in view: in the tree, fetched for the root at the end
    /// of the path of calls `key`, or well known.
    pub fn target(&self, root: &str, key: &str, directory: &str, call: &Call) -> Option<String> {
        if let Some(local) = local(directory, call) {
            return Some(local).filter(|local| self.modules.contains_key(local));
        }
        let source = call.from.as_deref()?;
        let fetched = self.installed.get(root).and_then(|installed| installed.get(key));
        let fetched = fetched.filter(|(_, from)| foreign::is_fetched_from(from, source));
        let outline = || call.source().and_then(|source| self.outlines.get(&source.span));
        let target = fetched.map(|(directory, _)| directory).or_else(outline);
        target.filter(|directory| self.modules.contains_key(*directory)).cloned()
    }
}

/// Whether a directory holds configuration files.
fn is_module(directory: &str, sources: &Sources) -> bool {
    sources.list(directory).iter().any(|name| files::kind(name).is_some())
}

/// The directory that a call with a relative source leads to.
pub(super) fn local(directory: &str, call: &Call) -> Option<String> {
    let path = call.from.as_deref()?;
    if !is_relative(path) && path != "." && path != ".." {
        return None;
    }
    source::join(directory, path)
}

/// The directory below which a call leads somewhere, where the rest of its source is not known.
fn below(directory: &str, call: &Call) -> Option<String> {
    if call.from.is_some() {
        return None;
    }
    let (above, _) = constant::beginning(call.source()?)?.rsplit_once('/')?;
    let above = format!("{above}/");
    source::join(directory, &above).filter(|_| is_relative(&above))
}

fn is_relative(path: &str) -> bool {
    path.starts_with("./") || path.starts_with("../")
}
