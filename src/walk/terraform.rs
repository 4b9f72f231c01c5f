//! Directories of Terraform to projects: those that call each other, read what another keeps, or name its buckets.

use std::collections::{BTreeMap, BTreeSet};

use super::{leads::Lead, named, sieve::Sieved, taken::Taken};
use crate::{dialect::Project, source::parent};

/// A directory and all that its files lead to.
struct Directory<'s> {
    path: &'s str,
    is_labeling: bool,
    leads: Vec<&'s Lead>,
}

/// The projects with labeling among files sorted by path.
pub(super) fn projects(files: &[&Sieved], taken: &Taken) -> Vec<Project> {
    let directories = directories(files, taken);
    let mut groups = Groups((0..directories.len()).collect());
    join_leads(&directories, &mut groups);
    join_below(&directories, &mut groups);
    join_named(&directories, &mut groups);
    let mut members: BTreeMap<usize, (bool, Vec<String>)> = BTreeMap::new();
    for (at, directory) in directories.iter().enumerate() {
        let group = members.entry(groups.find(at)).or_default();
        group.0 |= directory.is_labeling;
        group.1.push(directory.path.to_owned());
    }
    let ours = members.into_values().filter(|(is_labeling, _)| *is_labeling);
    ours.map(|(_, directories)| Project::Terraform { directories }).collect()
}

/// Sorted by path.
fn directories<'s>(files: &[&'s Sieved], taken: &Taken) -> Vec<Directory<'s>> {
    let mut all: BTreeMap<&str, Directory> = BTreeMap::new();
    for folder in files.chunk_by(|one, other| parent(&one.path) == parent(&other.path)) {
        let Some(first) = folder.first() else { continue };
        let path = parent(&first.path);
        let new = || Directory { path, is_labeling: false, leads: Vec::new() };
        let directory = all.entry(path).or_insert_with(new);
        directory.is_labeling |= folder.iter().any(|one| taken.leads_to_labeling(one));
        directory.leads.extend(folder.iter().flat_map(|one| one.saw.leads()));
    }
    for given in taken.given(&|folder| all.contains_key(folder)) {
        if let Some(directory) = all.get_mut(given) {
            directory.is_labeling = true;
        }
    }
    all.into_values().collect()
}

/// Joins what calls each other, and what reads a state with what keeps it.
fn join_leads(directories: &[Directory], groups: &mut Groups) {
    let place = |path: &str| directories.binary_search_by(|one| one.path.cmp(path)).ok();
    let all = || directories.iter().flat_map(|one| one.leads.iter());
    let read: BTreeSet<&str> = all().filter_map(|lead| lead.read()).collect();
    let mut by_state: BTreeMap<&str, usize> = BTreeMap::new();
    for (from, directory) in directories.iter().enumerate() {
        for lead in &directory.leads {
            let to = match lead {
                Lead::Directory(called) => place(called),
                Lead::Reads(state) | Lead::Keeps(state) if read.contains(state.as_str()) => {
                    Some(*by_state.entry(state).or_insert(from))
                }
                _ => None,
            };
            if let Some(to) = to {
                groups.join(from, to);
            }
        }
    }
}

/// Joins what calls some directory below another with all that lies there.
fn join_below(directories: &[Directory], groups: &mut Groups) {
    let mut callers: BTreeMap<&str, usize> = BTreeMap::new();
    for (from, directory) in directories.iter().enumerate() {
        for lead in &directory.leads {
            if let Lead::Below(above) = lead {
                let first = *callers.entry(above).or_insert(from);
                groups.join(from, first);
            }
        }
    }
    for (above, from) in callers {
        let start = if above.is_empty() { String::new() } else { format!("{above}/") };
        let first = directories.partition_point(|one| one.path < start.as_str());
        let rest = directories.iter().enumerate().skip(first);
        for (at, _) in rest.take_while(|(_, one)| one.path.starts_with(&start)) {
            groups.join(from, at);
        }
    }
}

/// Joins what has labeling with the buckets that it names.
fn join_named(directories: &[Directory], groups: &mut Groups) {
    let group: Vec<usize> = (0..directories.len()).map(|at| groups.find(at)).collect();
    let with_labeling = directories.iter().zip(&group).filter(|(one, _)| one.is_labeling);
    let labeled: BTreeSet<usize> = with_labeling.map(|(_, group)| *group).collect();
    let is_labeling = |at: usize| group.get(at).is_some_and(|group| labeled.contains(group));
    let leads: Vec<&[&Lead]> = directories.iter().map(|one| one.leads.as_slice()).collect();
    for (from, to) in named::joined(&leads, &is_labeling) {
        groups.join(from, to);
    }
}

/// Disjoint sets over indices.
struct Groups(Vec<usize>);

impl Groups {
    fn find(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = above;
            }
            at = up;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
