//! Every YAML and JSON file below a folder, each judged alone as a template, whether it speaks of labeling or not, with
//! every bucket in it declared to be labeling input. For trees of other people's templates:
//!
//!     CORS_LINT_CORPUS=~/templates cargo test --release --test corpus -- --nocapture > seen.tsv
//!
//! writes a line for each file: `none`, `template`, `problem` or `panic`, its path, and for a template its buckets,
//! each with what is known of its CORS rules.

#![cfg(test)]

#[path = "common/say.rs"]
mod say;

use std::{
    env,
    fmt::Write,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use cors_lint::{
    config::{self, Date, Given, Settings},
    dialect::{Project, cloudformation::load},
    judge::judge,
    model::{Bucket, Cors},
    rules,
    source::Sources,
};

const SETTINGS: &str = "buckets:\n  - address: '*'\n    labeling: input\n";

#[test]
fn all_files_of_a_folder() {
    let Some(folder) = env::var_os("CORS_LINT_CORPUS").map(PathBuf::from) else {
        say::say("SKIPPED: CORS_LINT_CORPUS names no folder of templates");
        return;
    };
    let settings = settings();
    let mut panics = 0;
    for path in files(&folder) {
        let line = catch_unwind(AssertUnwindSafe(|| seen(&folder, &path, &settings)));
        panics += usize::from(line.is_err());
        println!("{}", line.unwrap_or_else(|_| format!("panic\t{path}")));
    }
    assert_eq!(panics, 0);
}

fn settings() -> Settings {
    let sources = Sources::default();
    let file = sources.add(config::FILE, SETTINGS);
    let given = Given { base: "", rules: &[], today: Date::parse("2026-01-01").unwrap() };
    config::read(file, &sources, given).unwrap()
}

/// What one file is, and what is found in it.
fn seen(folder: &Path, path: &str, settings: &Settings) -> String {
    let sources = Sources::rooted(folder);
    let is_template = match load::template(path, &sources) {
        Ok(None) => return format!("none\t{path}"),
        Ok(Some(_)) => true,
        Err(_) => false,
    };
    let project = Project::Templates { paths: vec![path.to_owned()] };
    let outcome = judge(&[project], &sources, rules::ALL, settings);
    assert!(outcome.problems.iter().all(|problem| problem.kind != "internal"), "{path}");
    let mut line = format!("{}\t{path}", if is_template { "template" } else { "problem" });
    for problem in &outcome.problems {
        let at = problem.at.map(|at| sources.place(at.file, at.start).line);
        write!(line, "\t{}:{} {}", problem.kind, at.unwrap_or_default(), problem.message).unwrap();
    }
    for bucket in outcome.buckets.iter().filter(|bucket| sources.path(bucket.header.file) == path) {
        let rules = outcome.findings.iter().filter(|finding| finding.subject == bucket.address);
        let rules: Vec<&str> = rules.map(|finding| finding.rule).collect();
        write!(line, "\t{}={} {}", bucket.address, rules_of(bucket), rules.join("+")).unwrap();
    }
    line
}

/// The states of its rules in all worlds.
fn rules_of(bucket: &Bucket) -> String {
    let states = bucket.states.iter().map(|state| match &state.cors {
        Cors::Absent => "absent",
        Cors::Unknown { .. } => "unknown",
        Cors::Rules { .. } => "rules",
    });
    let mut all: Vec<&str> = states.collect();
    all.sort_unstable();
    all.dedup();
    all.join("|")
}

/// The files that may be templates, by their names, relative to the folder.
fn files(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(&one).unwrap().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            if kind.is_dir() && entry.file_name() != ".git" {
                folders.push(path);
            } else if kind.is_file() && is_named_like_a_template(&path) {
                let path = path.strip_prefix(folder).unwrap();
                out.extend(path.to_str().map(str::to_owned));
            }
        }
    }
    out.sort();
    out
}

fn is_named_like_a_template(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("yaml" | "yml" | "json" | "template"))
}
