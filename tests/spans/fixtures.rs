//! Every fixture that reports something, judged in a repository of its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{check::Outcome, rule::Rule, rules, source::Sources, walk};
use tempfile::TempDir;

use crate::common;

pub struct Fixture {
    pub name: String,
    pub outcome: Outcome,
    pub sources: Sources,
}

pub fn fixtures() -> Vec<Fixture> {
    let mut out = Vec::new();
    for rule in rules::ALL {
        let folder = format!("testdata/{}", rule.id.replace('-', "_"));
        for name in names(&folder).iter().filter(|name| !name.ends_with(".snap")) {
            out.push(judged(format!("{folder}/{name}"), copied(&folder, name), Some(rule)));
        }
    }
    for folder in ["testdata/demo", "testdata/terraform/linking"] {
        for name in names(folder) {
            out.push(judged(format!("{folder}/{name}"), copied(folder, &name), None));
        }
    }
    for case in names("testdata/fix") {
        let folder = format!("testdata/fix/{case}");
        let before = names(&folder).into_iter().find(|name| name.starts_with("before")).unwrap();
        out.push(judged(folder.clone(), copied(&folder, &before), None));
    }
    for (app, assembly) in assemblies() {
        let repository = copied("testdata/cdk", &app);
        let base = repository.path().join(&app);
        for other in names(base.to_str().unwrap()) {
            if other.starts_with("cdk.out") && other != assembly {
                fs::remove_dir_all(base.join(other)).unwrap();
            }
        }
        out.push(judged(format!("testdata/cdk/{app}/{assembly}"), repository, None));
    }
    out
}

/// The apps of `testdata/cdk`, each with one of its assemblies.
fn assemblies() -> Vec<(String, String)> {
    let apps = ["typescript", "python"];
    let each = apps.into_iter().flat_map(|app| {
        let all = names(&format!("testdata/cdk/{app}")).into_iter();
        all.filter(|name| name.starts_with("cdk.out")).map(move |name| (app.to_owned(), name))
    });
    each.collect()
}

fn copied(folder: &str, name: &str) -> TempDir {
    common::repository(folder, name)
}

fn judged(name: String, repository: TempDir, rule: Option<&Rule>) -> Fixture {
    let scan = walk::scan(&[repository.path().to_owned()]).unwrap();
    let (outcome, sources) = common::lint(scan, rule);
    Fixture { name, outcome, sources }
}

fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(folder)).unwrap();
    let paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut out: Vec<String> = paths.iter().map(name).collect();
    out.sort();
    out
}
