//! Files to projects: what calls, nests or imports each other is judged together, and only where there is labeling.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    cut,
    leads::Lead,
    named,
    sieve::{Kind, Saw, Sieved},
    taken::Taken,
    words,
};
use crate::{
    dialect::{Project, cdk},
    finding::{Level, Problem},
    source::{OpenError, Sources, Span, last_segment, parent},
};

/// The projects among files sorted by path.
pub(super) fn projects(sieved: &[Sieved], sources: &Sources) -> Vec<Project> {
    let assemblies = assemblies(sieved);
    let mut out = Vec::new();
    let mut templates: Vec<&Sieved> = Vec::new();
    let mut terraform: Vec<&Sieved> = Vec::new();
    let mut labeled: BTreeSet<&str> = BTreeSet::new();
    let mut quiet: BTreeMap<&str, Vec<&Sieved>> = BTreeMap::new();
    let taken = Taken::of(sieved);
    for folder in sieved.chunk_by(is_beside) {
        let assembly = folder.first().and_then(|one| assembly_of(&one.path, &assemblies));
        let (terraform_here, templates_here): (Vec<&Sieved>, Vec<&Sieved>) =
            folder.iter().partition(|one| one.kind == Kind::Terraform);
        match assembly {
            None => {
                terraform.extend(terraform_here);
                templates.extend(templates_here);
            }
            Some(assembly) if templates_here.iter().copied().any(is_labeling_of_assembly) => {
                labeled.insert(assembly);
            }
            Some(assembly) => quiet.entry(assembly).or_default().extend(templates_here),
        }
    }
    quiet.retain(|assembly, _| !labeled.contains(assembly));
    let led = quiet.into_par_iter().filter(|(assembly, files)| is_led(assembly, files, sources));
    labeled.par_extend(led.map(|(assembly, _)| assembly));
    leave_included(&mut templates, &labeled, sources);
    out.extend(
        labeled.into_iter().map(|directory| Project::Assembly { directory: directory.to_owned() }),
    );
    out.extend(template_project(&templates, &taken));
    out.extend(terraform_projects(&terraform, &taken));
    out
}

fn is_beside(one: &Sieved, other: &Sieved) -> bool {
    parent(&one.path) == parent(&other.path)
}

/// Whether there is labeling in a file, or in one that it takes.
fn is_labeling(one: &Sieved, taken: &Taken) -> bool {
    matches!(one.saw, Saw::Labeling { .. }) || leads_of(&one.saw).iter().any(|lead| taken.has(lead))
}

/// What an assembly takes are assets, whose names only say so.
fn is_labeling_of_assembly(one: &Sieved) -> bool {
    let is_asset = || last_segment(&one.path).starts_with("asset.");
    matches!(one.saw, Saw::Labeling { .. }) || (matches!(one.saw, Saw::Words) && is_asset())
}

/// Whether an assembly leads to labeling that none of its files has a word of.
fn is_led(directory: &str, files: &[&Sieved], sources: &Sources) -> bool {
    let keeps_traces =
        |one: &&&Sieved| one.kind == Kind::Manifest || one.path.ends_with(".metadata.json");
    let files: Vec<&str> = files.iter().filter(keeps_traces).map(|one| one.path.as_str()).collect();
    cdk::leads_to_labeling(directory, &files, &words::is_labeling, sources)
}

/// Leaves out the templates that apps take in, which are judged through the apps alone.
fn leave_included(templates: &mut Vec<&Sieved>, assemblies: &BTreeSet<&str>, sources: &Sources) {
    let may_be = |one: &&&Sieved| matches!(one.saw, Saw::Labeling { .. } | Saw::Neighbour { .. });
    let paths: Vec<&str> = templates.iter().filter(may_be).map(|one| one.path.as_str()).collect();
    if paths.is_empty() {
        return;
    }
    let mut included = BTreeSet::new();
    for directory in assemblies {
        included.extend(cdk::taken_in(directory, &paths, sources));
    }
    templates.retain(|one| !included.contains(&one.path));
}

/// The directories of the outermost assemblies: a stage's assembly lies within its app's.
fn assemblies(sieved: &[Sieved]) -> BTreeSet<String> {
    let all: BTreeSet<String> = sieved
        .iter()
        .filter(|one| matches!(one.saw, Saw::Assembly))
        .map(|one| parent(&one.path).to_owned())
        .collect();
    let is_inner = |directory: &str| {
        let mut up = directory;
        while !up.is_empty() {
            up = parent(up);
            if all.contains(up) {
                return true;
            }
        }
        false
    };
    all.iter().filter(|directory| !is_inner(directory)).cloned().collect()
}

fn assembly_of<'a>(path: &str, assemblies: &'a BTreeSet<String>) -> Option<&'a str> {
    let mut up = parent(path);
    loop {
        if let Some(found) = assemblies.get(up) {
            return Some(found);
        }
        if up.is_empty() {
            return None;
        }
        up = parent(up);
    }
}

/// All templates of the tree, when one of them has labeling: exports and nested stacks join them.
fn template_project(templates: &[&Sieved], taken: &Taken) -> Option<Project> {
    let is_neighbour = |one: &&&Sieved| matches!(one.saw, Saw::Neighbour { .. });
    let neighbours = || templates.iter().filter(is_neighbour).map(|one| parent(&one.path));
    if !templates.iter().any(|one| is_labeling(one, taken)) && !taken.gives(&neighbours().collect())
    {
        return None;
    }
    let is_ours = |one: &&&Sieved| match one.saw {
        Saw::Nothing | Saw::Words | Saw::Unreadable(_) => false,
        Saw::Taker { .. } => is_labeling(one, taken),
        _ => true,
    };
    let ours = templates.iter().filter(is_ours);
    Some(Project::Templates { paths: ours.map(|one| one.path.clone()).collect() })
}

/// Directories that call each other, or read what another keeps, are one project; it is judged where one of them has labeling.
fn terraform_projects(files: &[&Sieved], taken: &Taken) -> Vec<Project> {
    let mut directories: BTreeMap<&str, (bool, Vec<&Lead>)> = BTreeMap::new();
    for folder in files.chunk_by(|one, other| is_beside(one, other)) {
        let Some(first) = folder.first() else { continue };
        let entry = directories.entry(parent(&first.path)).or_default();
        entry.0 |= folder.iter().any(|one| is_labeling(one, taken));
        entry.1.extend(folder.iter().flat_map(|one| leads_of(&one.saw)));
    }
    for given in taken.given(&|folder| directories.contains_key(folder)) {
        if let Some((is_labeling, _)) = directories.get_mut(given) {
            *is_labeling = true;
        }
    }
    let names: Vec<&str> = directories.keys().copied().collect();
    let place: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut groups = Groups((0..names.len()).collect());
    let read: BTreeSet<&str> =
        directories.values().flat_map(|(_, leads)| leads).filter_map(|lead| lead.read()).collect();
    let mut by_state: BTreeMap<&str, usize> = BTreeMap::new();
    let mut below: BTreeMap<&str, usize> = BTreeMap::new();
    for (directory, (_, leads)) in &directories {
        let Some(from) = place.get(directory) else { continue };
        for lead in leads {
            let to = match lead {
                Lead::Directory(called) => place.get(called.as_str()).copied(),
                Lead::Reads(state) | Lead::Keeps(state) if read.contains(state.as_str()) => {
                    Some(*by_state.entry(state).or_insert(*from))
                }
                Lead::Below(above) => Some(*below.entry(above).or_insert(*from)),
                _ => None,
            };
            if let Some(to) = to {
                groups.join(*from, to);
            }
        }
    }
    for (above, from) in below {
        let start = if above.is_empty() { String::new() } else { format!("{above}/") };
        for (found, at) in place.range(start.as_str()..) {
            if !found.starts_with(&start) {
                break;
            }
            groups.join(from, *at);
        }
    }
    let group: Vec<usize> = (0..names.len()).map(|at| groups.find(at)).collect();
    let with_labeling = directories.values().zip(&group).filter(|((labeling, _), _)| *labeling);
    let labeled: BTreeSet<usize> = with_labeling.map(|(_, group)| *group).collect();
    let is_labeling = |at: usize| group.get(at).is_some_and(|group| labeled.contains(group));
    let leads: Vec<&[&Lead]> = directories.values().map(|(_, leads)| leads.as_slice()).collect();
    for (from, to) in named::joined(&leads, &is_labeling) {
        groups.join(from, to);
    }
    let mut members: BTreeMap<usize, (bool, Vec<String>)> = BTreeMap::new();
    for (at, (directory, (labeling, _))) in directories.iter().enumerate() {
        let group = members.entry(groups.find(at)).or_default();
        group.0 |= labeling;
        group.1.push((*directory).to_owned());
    }
    let ours = members.into_values().filter(|(labeling, _)| *labeling);
    ours.map(|(_, directories)| Project::Terraform { directories }).collect()
}

fn leads_of(saw: &Saw) -> &[Lead] {
    match saw {
        Saw::Labeling { leads }
        | Saw::Neighbour { leads }
        | Saw::CutOff { leads }
        | Saw::Taker { leads } => leads,
        Saw::Nothing | Saw::Assembly | Saw::Words | Saw::Unreadable(_) => &[],
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

/// What to say of a file that could not be read, or not to its end; nothing of one that is not ours.
pub(super) fn problem(one: &Sieved, sources: &Sources) -> Option<Problem> {
    if one.kind == Kind::Text {
        return None;
    }
    if matches!(one.saw, Saw::CutOff { .. }) {
        return cut::problem(&one.path, sources);
    }
    let Saw::Unreadable(error) = &one.saw else { return None };
    let at = |text: &str| {
        let file = sources.add(one.path.clone(), text);
        let end = sources.get(file).text.len() as u32;
        Span { file, start: end, end }
    };
    match error {
        OpenError::Missing => None,
        // a name that others use too says little of what a link leads to
        OpenError::Outside | OpenError::Dangling | OpenError::Special
            if one.kind != Kind::Terraform =>
        {
            None
        }
        OpenError::Outside => {
            let message = "this link leads out of the tree that is looked at; it was not followed, and \
                           what it leads to was not checked";
            Some(Problem::warning("unreadable", message, at("")))
        }
        OpenError::Dangling => {
            let message = "this link leads nowhere; what it should lead to was not checked";
            Some(Problem::warning("unreadable", message, at("")))
        }
        OpenError::Special => {
            let message = "this is a pipe, a socket or a device, no file; it was not read";
            Some(Problem::warning("unreadable", message, at("")))
        }
        OpenError::Io(error) => {
            let message = format!("cannot read the file: {error}");
            Some(Problem { level: Level::Error, kind: "unreadable", message, at: Some(at("")) })
        }
        OpenError::NotText { before } => {
            let message = "the file is not UTF-8 text from here on; it was not checked";
            Some(Problem::error("not-text", message, at(before)))
        }
        OpenError::TooLarge => {
            let message = "the file is larger than 256 MB; it was not checked";
            Some(Problem::error("too-large", message, at("")))
        }
    }
}
