//! Trees to facts. The only rooms that know a dialect.

mod budget;
pub mod cdk;
pub mod cloudformation;
mod nearby;
mod room;
pub mod terraform;

use crate::{config::Settings, facts::Facts, source::Sources};

/// What is judged together; all paths are relative to the root of the sources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Project {
    /// The directory of a cloud assembly's `manifest.json`.
    Assembly { directory: String },
    /// The CloudFormation templates of a tree that belong to no assembly: sorted paths.
    Templates { paths: Vec<String> },
    /// Terraform directories that call each other: sorted.
    Terraform { directories: Vec<String> },
}

/// All that a project says.
pub fn facts(project: &Project, sources: &Sources, settings: &Settings) -> Facts {
    match project {
        Project::Assembly { directory } => cdk::facts(directory, sources),
        Project::Templates { paths } => cloudformation::facts(paths, sources),
        Project::Terraform { directories } => terraform::facts(directories, sources, settings),
    }
}
