//! Apps of the AWS CDK: every finding stands at the line of the source that makes the bucket.

#![cfg(test)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{
    check::Outcome, config::Settings, finding::Level, judge::judge, rules, source::Sources, walk,
};

/// The apps, and whether their assembly records the lines of the source.
const ASSEMBLIES: &[(&str, &str, bool)] = &[
    ("typescript", "cdk.out", true),
    ("typescript", "cdk.out.debug", true),
    ("typescript", "cdk.out.bare", true),
    ("python", "cdk.out", false),
    ("python", "cdk.out.debug", true),
];

/// A file, a line from 1, and a rule.
type Place = (String, u32, String);

/// Copies an app with one of its assemblies.
fn app(name: &str, assembly: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let source = Path::new("testdata/cdk").join(name);
    for path in files(&source) {
        let relative = path.strip_prefix(&source).unwrap();
        let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
        if first.starts_with("cdk.out") && first != assembly {
            continue;
        }
        let to = folder.path().join(relative);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&path, &to).unwrap();
    }
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out
}

fn lint(name: &str, assembly: &str) -> (Outcome, Sources) {
    let folder = app(name, assembly);
    let scan = walk::scan(&[folder.path().to_owned()]).unwrap();
    (judge(&scan.projects, &scan.sources, rules::ALL, &Settings::default()), scan.sources)
}

/// The lines that a source says a rule must point at.
fn marked(name: &str) -> BTreeSet<Place> {
    let source = Path::new("testdata/cdk").join(name);
    let mut out = BTreeSet::new();
    for path in files(&source) {
        let is_source = path.extension().is_some_and(|end| end == "ts" || end == "py");
        if !is_source {
            continue;
        }
        let relative = path.strip_prefix(&source).unwrap().to_str().unwrap().to_owned();
        for (line, text) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if let Some((_, rule)) = text.split_once("finding: ") {
                out.insert((relative.clone(), line as u32 + 1, rule.to_owned()));
            }
        }
    }
    out
}

#[test]
fn findings_stand_where_the_bucket_is_made() {
    for (name, assembly, records) in ASSEMBLIES {
        let (outcome, sources) = lint(name, assembly);
        let errors: Vec<_> =
            outcome.findings.iter().filter(|one| one.level == Level::Error).collect();
        let found: BTreeSet<Place> = errors
            .iter()
            .map(|one| {
                let at = one.at.span;
                let line = sources.place(at.file, at.start).line;
                (sources.path(at.file), line, one.rule.to_owned())
            })
            .collect();
        assert_eq!(errors.len(), found.len(), "{name}/{assembly}: one finding for one line");
        if *records {
            assert_eq!(found, marked(name), "{name}/{assembly}");
            assert!(errors.iter().all(|one| one.template.is_some()));
        } else {
            assert_eq!(errors.len(), marked(name).len(), "{name}/{assembly}");
            assert!(found.iter().all(|(path, ..)| path.ends_with(".template.json")), "{found:?}");
        }
        assert!(outcome.problems.is_empty(), "{name}/{assembly}: {:?}", outcome.problems);
    }
}

#[test]
fn every_stage_is_named() {
    let (outcome, _) = lint("typescript", "cdk.out");
    let raw = outcome.findings.iter().find(|one| one.subject.ends_with("Raw/Bucket")).unwrap();
    let note = "the same line makes 'Staging/Intake/Raw/Bucket', with the same fault";
    assert_eq!(raw.subject, "Live/Intake/Raw/Bucket");
    assert!(raw.notes.iter().any(|one| one == note), "{:?}", raw.notes);
}

#[test]
fn a_wrong_rule_is_shown_where_the_app_set_it() {
    let (outcome, sources) = lint("typescript", "cdk.out.debug");
    let clips = outcome.findings.iter().find(|one| one.subject.ends_with("Clips")).unwrap();
    let shown: Vec<String> = clips
        .related
        .iter()
        .filter(|label| sources.path(label.span.file).ends_with(".ts"))
        .map(|label| {
            let source = sources.get(label.span.file);
            let (_, end) = source.line_range(source.line_at(label.span.start));
            source.text.get(label.span.start as usize..end as usize).unwrap().to_owned()
        })
        .collect();
    assert!(shown.iter().any(|text| text.contains("addCorsRule({ // related")), "{shown:?}");
}
