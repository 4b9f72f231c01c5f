//! Runs the engine as the command line does.

use std::{fs, path::Path};

use cors_lint::{
    check::Outcome, config::Settings, judge::judge, rule::Rule, rules, source::Sources, walk::Scan,
};
use tempfile::TempDir;

/// What a run has to say; one rule is on even if it is off by itself.
pub fn lint(scan: Scan, rule: Option<&Rule>) -> (Outcome, Sources) {
    lint_with(scan, rule, Settings::default())
}

/// The same with settings of its own.
pub fn lint_with(scan: Scan, rule: Option<&Rule>, mut settings: Settings) -> (Outcome, Sources) {
    settings.levels.extend(rule.map(|rule| (rule.id.to_owned(), Some(rule.level))));
    let mut outcome = judge(&scan.projects, &scan.sources, rules::ALL, &settings);
    outcome.files = scan.files;
    outcome.problems.splice(0..0, scan.problems);
    (outcome, scan.sources)
}

/// A repository of its own that holds a copy of a file or folder at the same path below `from`, so that nothing around
/// it counts.
pub fn repository(from: &str, path: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let to = folder.path().join(path);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    copy(&Path::new(from).join(path), &to);
    folder
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}
