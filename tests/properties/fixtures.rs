//! The fixtures of the rules, as trees of files in memory.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use cors_lint::{
    check::Outcome,
    dialect::Project,
    rules,
    source::{Sources, parent},
};

use crate::{formatting::Layout, judged};

/// The files of a tree, by their paths.
pub type Tree = BTreeMap<String, String>;

/// Every fixture of every rule, by its name; those of the CDK are left out.
pub fn fixtures() -> Vec<(String, Tree)> {
    let mut out = Vec::new();
    for rule in rules::ALL {
        let folder = format!("testdata/{}", rule.id.replace('-', "_"));
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if name.ends_with(".snap") || name.ends_with(".new") || name.ends_with("_cdk") {
                continue;
            }
            let mut tree = Tree::new();
            collect(&entry.path(), &name, &mut tree);
            out.push((format!("{folder}/{name}"), tree));
        }
    }
    out.sort();
    out
}

fn collect(path: &Path, name: &str, tree: &mut Tree) {
    if path.is_file() {
        tree.extend(fs::read_to_string(path).ok().map(|text| (name.to_owned(), text)));
        return;
    }
    for entry in fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let below = format!("{name}/{}", entry.file_name().into_string().unwrap());
        collect(&entry.path(), &below, tree);
    }
}

fn is_terraform(path: &str) -> bool {
    path.ends_with(".tf") || path.ends_with(".tf.json")
}

/// The tree in another layout, and how many of its files have one.
pub fn laid_out(tree: &Tree, layout: Layout) -> (Tree, usize) {
    let mut changed = tree.clone();
    let mut count = 0;
    for (path, text) in &mut changed {
        if let Some(new) = layout(path, text) {
            (*text, count) = (new, count + 1);
        }
    }
    (changed, count)
}

pub fn outcome(tree: &Tree) -> Outcome {
    let (project, sources) = project(tree);
    judged(project, &sources)
}

/// The Terraform of a tree, else its templates.
pub fn project(tree: &Tree) -> (Project, Sources) {
    let sources = Sources::default();
    let mut directories = BTreeSet::new();
    let mut paths = Vec::new();
    for (path, text) in tree {
        sources.add(path.as_str(), text.as_str());
        let is_template = [".yaml", ".yml", ".json"].iter().any(|end| path.ends_with(end));
        if is_terraform(path) {
            directories.insert(parent(path).to_owned());
        } else if is_template {
            paths.push(path.clone());
        }
    }
    let project = match directories.is_empty() {
        true => Project::Templates { paths },
        false => Project::Terraform { directories: directories.into_iter().collect() },
    };
    (project, sources)
}
