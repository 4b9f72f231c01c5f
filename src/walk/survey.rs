//! What every file was seen to be, kept so that one file can be looked at again.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    by_folder,
    find::{Found, is_reached},
    group,
    sieve::{self, File, Kind, Saw, Sieved},
};
use crate::{
    config::Settings,
    dialect::Project,
    finding::Problem,
    source::{Sources, last_segment},
};

/// One look at every file.
#[derive(Debug)]
pub struct Survey {
    /// Sorted by path.
    files: Vec<Sieved>,
    /// Folders that could not be looked into.
    folders: Vec<Problem>,
    /// Files that could not be read, by path.
    unreadable: BTreeMap<String, Problem>,
    /// The configurations that lie under the given paths, sorted.
    pub configurations: Vec<String>,
    wide: bool,
}

impl Survey {
    pub(super) fn of(found: Vec<Found>, sources: &Sources, settings: &Settings) -> Survey {
        let (mut files, mut configurations, mut folders) = (Vec::new(), Vec::new(), Vec::new());
        for one in found {
            files.extend(one.files);
            configurations.extend(one.configurations);
            folders.extend(one.problems);
            for (folder, listed) in one.listed {
                sources.keep_listed(folder, listed);
            }
        }
        files.par_sort();
        files.dedup();
        configurations.sort();
        configurations.dedup();
        let wide = settings.wants_every_bucket();
        let mut files: Vec<Sieved> = by_folder(files)
            .into_par_iter()
            .map_init(Vec::new, |buffer, folder| sieve::sieve(folder, wide, sources, buffer))
            .flatten_iter()
            .collect();
        files.par_sort_by(|a, b| a.path.cmp(&b.path));
        let problem = |one: &Sieved| Some((one.path.clone(), group::problem(one, sources)?));
        let unreadable = files.iter().filter_map(problem).collect();
        Survey { files, folders, unreadable, configurations, wide }
    }

    /// How many files were looked at, but for those that may be anything.
    pub fn len(&self) -> usize {
        self.files.iter().filter(|one| one.kind != Kind::Text).count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is judged together.
    pub fn projects(&self, sources: &Sources) -> Vec<Project> {
        group::projects(&self.files, sources)
    }

    /// The `cdk.json` of each app that has no cloud assembly at or below its folder.
    pub fn unsynthesized(&self) -> Vec<String> {
        let is_assembly = |one: &&Sieved| matches!(one.saw, Saw::Assembly);
        let assemblies: Vec<&str> =
            self.files.iter().filter(is_assembly).map(|one| one.path.as_str()).collect();
        let apps = self.files.iter().filter(|one| last_segment(&one.path) == "cdk.json");
        let is_bare = |one: &&Sieved| {
            let folder = one.path.strip_suffix("cdk.json").unwrap_or_default();
            let first = assemblies.partition_point(|path| *path < folder);
            !assemblies.get(first).is_some_and(|path| path.starts_with(folder))
        };
        apps.filter(is_bare).map(|one| one.path.clone()).collect()
    }

    pub fn problems(&self) -> Vec<Problem> {
        self.folders.iter().chain(self.unreadable.values()).cloned().collect()
    }

    /// Looks at one file again: at the text that the sources hold, else on disk.
    pub fn look_again(&mut self, path: &str, sources: &Sources, settings: &Settings) {
        let Some(kind) = sieve::kind(path).filter(|_| is_reached(path, settings)) else { return };
        let sieved = match sources.find(path) {
            Some(file) => sieve::sieve_known(path.to_owned(), kind, self.wide, &sources.get(file)),
            None if sources.exists(path) => {
                let file = vec![File { path: path.to_owned(), kind, plain: false }];
                match sieve::sieve(file, self.wide, sources, &mut Vec::new()).pop() {
                    Some(sieved) => sieved,
                    None => return,
                }
            }
            None => {
                self.unreadable.remove(path);
                if let Ok(at) = self.place(path) {
                    self.files.remove(at);
                }
                return;
            }
        };
        match group::problem(&sieved, sources) {
            Some(problem) => self.unreadable.insert(path.to_owned(), problem),
            None => self.unreadable.remove(path),
        };
        match self.place(path) {
            Ok(at) => self.files.splice(at..=at, [sieved]).for_each(drop),
            Err(at) => self.files.insert(at, sieved),
        }
    }

    /// Where a file is, or else where it would be.
    fn place(&self, path: &str) -> Result<usize, usize> {
        self.files.binary_search_by(|one| one.path.as_str().cmp(path))
    }
}
