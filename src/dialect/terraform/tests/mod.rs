//! Tests of the dialect.

mod bounds;
mod buckets;
mod deployments;
mod expansion;
mod foreign;
mod iam;
mod modules;
mod plan;
mod stacks;
mod states;

use crate::{
    config::Settings,
    dialect::terraform,
    facts::{BucketFact, CorsFact, Facts},
    source::{Sources, Span},
    value::{Value, same},
};

/// A tree of files and what it says; every directory is given.
struct Tree {
    sources: Sources,
    facts: Facts,
}

impl Tree {
    fn new(files: &[(&str, &str)]) -> Tree {
        Tree::with(files, &Settings::default())
    }

    fn with(files: &[(&str, &str)], settings: &Settings) -> Tree {
        let sources = Sources::default();
        let mut directories = std::collections::BTreeSet::new();
        for (path, text) in files {
            sources.add(*path, *text);
            directories.insert(crate::source::parent(path).to_owned());
        }
        let directories: Vec<String> = directories.into_iter().collect();
        let facts = terraform::facts(&directories, &sources, settings);
        Tree { sources, facts }
    }

    /// One file, `main.tf`.
    fn of(text: &str) -> Tree {
        Tree::new(&[("main.tf", text)])
    }

    fn addresses(&self) -> Vec<&str> {
        self.facts.buckets.iter().map(|bucket| bucket.address.as_str()).collect()
    }

    fn bucket(&self, address: &str) -> &BucketFact {
        let found = self.facts.buckets.iter().find(|bucket| bucket.address == address);
        found.unwrap_or_else(|| panic!("{address} is not in {:?}", self.addresses()))
    }

    /// The CORS facts whose bucket is surely, perhaps, or surely not this one.
    fn cors(&self, address: &str) -> Vec<(&CorsFact, crate::value::Answer)> {
        let name = Value::symbol(self.bucket(address).name.clone());
        let all = self.facts.cors.iter();
        all.map(|cors| (cors, same(&cors.bucket, &name, &|symbol| symbol.class))).collect()
    }

    fn slice(&self, span: Span) -> String {
        self.sources.slice(span)
    }

    fn messages(&self) -> Vec<&str> {
        self.facts.problems.iter().map(|problem| problem.message.as_str()).collect()
    }
}
