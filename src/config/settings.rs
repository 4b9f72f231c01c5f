//! The settings of a run, as plain data.

use std::collections::BTreeMap;

use super::{Assignment, Date, Paths, Pattern};
use crate::{
    aws::{labeling::Work, tags::Tags},
    finding::Level,
    source::Span,
};

/// All that a configuration can say; the default says nothing.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// By the rule's id; `None` for off.
    pub levels: BTreeMap<String, Option<Level>>,
    /// Files and folders that are not looked at.
    pub exclude: Vec<Paths>,
    pub buckets: Vec<Declaration>,
    pub tags: Tags,
    /// By the folder that Terraform is run in: files of variables' values, as after `-var-file`. Relative to the root.
    pub var_files: BTreeMap<String, Vec<String>>,
    /// By the source of a module that is not in the tree: the folder of its outline, relative to the root.
    pub modules: BTreeMap<String, String>,
    /// What the command line gives to the variables of every Terraform root.
    pub given: Vec<Assignment>,
    pub ignores: Vec<Ignore>,
    /// Whether buckets of which only words speak are told of too.
    pub hints: bool,
    /// Whether the run looks at all that the configuration speaks of, so that an entry without effect is worth a word.
    pub complete: bool,
}

/// What labeling does with the buckets that all given marks fit.
#[derive(Clone, Debug)]
pub struct Declaration {
    pub address: Option<Pattern>,
    pub name: Option<Pattern>,
    pub tags: Vec<Tag>,
    pub path: Option<Paths>,
    pub labeling: Labeling,
    /// What workers are shown, where that is said.
    pub work: Option<Work>,
    pub span: Span,
}

/// A tag that a bucket must have.
#[derive(Clone, Debug)]
pub struct Tag {
    pub key: String,
    pub value: Pattern,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labeling {
    Input,
    Output,
    /// Whatever the code seems to say, labeling does not touch it.
    Neither,
}

/// Findings that are not to be told.
#[derive(Clone, Debug)]
pub struct Ignore {
    pub rules: Vec<String>,
    pub address: Pattern,
    pub path: Option<Paths>,
    /// The last day on which it silences anything.
    pub until: Option<Date>,
    /// Whether that day is over.
    pub expired: bool,
    pub span: Span,
}

impl Settings {
    /// Whether every bucket is worth a look, whatever words stand in its file.
    pub fn wants_every_bucket(&self) -> bool {
        let in_use = |one: &Declaration| one.labeling != Labeling::Neither;
        self.hints || self.tags.has_own() || self.buckets.iter().any(in_use)
    }

    /// Whether a path relative to the root is not to be looked at.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.iter().any(|paths| paths.covers(path))
    }
}
