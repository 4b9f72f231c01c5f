//! Input that nobody writes in good faith: it is told of, nothing beside it is lost, and no run takes long or much room.

#![cfg(test)]

mod cut_off;
mod expressions;
#[path = "../common/lint.rs"]
mod lint;
#[cfg(unix)]
mod names;
mod nesting;
#[cfg(unix)]
#[path = "../common/say.rs"]
mod say;
#[path = "../common/shell.rs"]
mod shell;
#[cfg(unix)]
mod special_files;
mod templates;
mod together;
#[path = "../common/written.rs"]
mod written;

use std::path::Path;

use cors_lint::{check::Outcome, walk};
use tempfile::TempDir;

const CANARY: &str =
    "resource \"aws_s3_bucket\" \"canary\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";

/// A repository with these files, and a sound one with a bucket that must be found whatever they hold.
fn repository(files: &[(&str, &str)]) -> TempDir {
    written::repository(&[&[("zz/canary.tf", CANARY)], files].concat())
}

/// All that is said: a line for each finding and problem. The canary is found, and not told of.
fn said(folder: &Path) -> Vec<String> {
    let (outcome, _) = lint::lint(walk::scan(&[folder.to_owned()]).unwrap(), None);
    let told = told(&outcome);
    let is_canary = |line: &String| line.contains("aws_s3_bucket.canary");
    assert!(told.iter().any(is_canary), "the canary is lost: {told:#?}");
    told.into_iter().filter(|line| !is_canary(line)).collect()
}

fn told(outcome: &Outcome) -> Vec<String> {
    let findings = outcome.findings.iter().map(|one| format!("{}: {}", one.rule, one.message));
    let problems = outcome.problems.iter();
    findings.chain(problems.map(|one| format!("{}: {}", one.kind, one.message))).collect()
}

/// Fails unless some line holds these words.
fn expect(name: &str, said: &[String], words: &str) {
    assert!(said.iter().any(|line| line.contains(words)), "{name}: no '{words}' in {said:#?}");
}
