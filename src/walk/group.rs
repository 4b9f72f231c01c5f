//! Files to projects: what calls, nests or imports each other is judged together, and only where there is labeling.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    cut,
    sieve::{Kind, Saw, Sieved},
    taken::Taken,
    terraform, words,
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
    out.extend(terraform::projects(&terraform, &taken));
    out
}

fn is_beside(one: &Sieved, other: &Sieved) -> bool {
    parent(&one.path) == parent(&other.path)
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
    if !templates.iter().any(|one| taken.leads_to_labeling(one))
        && !taken.gives(&neighbours().collect())
    {
        return None;
    }
    let is_ours = |one: &&&Sieved| match one.saw {
        Saw::Nothing | Saw::Words | Saw::Unreadable(_) => false,
        Saw::Taker { .. } => taken.leads_to_labeling(one),
        _ => true,
    };
    let ours = templates.iter().filter(is_ours);
    Some(Project::Templates { paths: ours.map(|one| one.path.clone()).collect() })
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
