//! Every fix, in every layout: `testdata/fix/<case>` holds what is mended and what it becomes. The first word of a
//! case's name says how the fix applies: `safe`, `unsafe`, `shown`, or `none` where nothing may be offered. With
//! `CORS_LINT_BLESS` in the environment, what a case becomes is written down.

#![cfg(test)]

mod program;
#[path = "../common/say.rs"]
mod say;
#[path = "../common/shell.rs"]
mod shell;
#[path = "../common/written.rs"]
mod written;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use cors_lint::{
    check::Outcome,
    config::Settings,
    dialect::Project,
    finding::{Applies, Fix, Level},
    fix,
    judge::judge,
    rules,
    source::Sources,
    walk::{self, Scan},
};
use tempfile::TempDir;

fn judged(projects: &[Project], sources: &Sources) -> Outcome {
    judge(projects, sources, rules::ALL, &Settings::default())
}

/// A repository with the files of a case.
fn repository(case: &Path) -> TempDir {
    let files = files(case, "before");
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    written::repository(&files)
}

/// The files of `before` or `after`, by the paths that they have in a repository: a folder's own, else `main.<ending>`.
fn files(case: &Path, when: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let folder = case.join(when);
    let mut folders = vec![folder.clone()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(&one).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
                out.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    for entry in fs::read_dir(case).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(ending) = name.strip_prefix(&format!("{when}.")) {
            out.insert(format!("main.{ending}"), fs::read_to_string(entry.path()).unwrap());
        }
    }
    out
}

fn scanned(folder: &Path) -> (Scan, Outcome) {
    let scan = walk::scan(&[folder.to_owned()]).unwrap();
    let mut outcome = judged(&scan.projects, &scan.sources);
    fix::offer(&scan.projects, &mut outcome, &scan.sources, &judged);
    (scan, outcome)
}

fn fixes(outcome: &Outcome) -> Vec<&Fix> {
    outcome.findings.iter().filter_map(|finding| finding.fix.as_ref()).collect()
}

#[test]
fn every_case_becomes_what_it_should() {
    let mut wrong = Vec::new();
    let mut cases: Vec<PathBuf> =
        fs::read_dir("testdata/fix").unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        if let Err(why) = check(&case) {
            wrong.push(format!("{}: {why}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn check(case: &Path) -> Result<(), String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let folder = repository(case);
    let (scan, outcome) = scanned(folder.path());
    if let Some(problem) = outcome.problems.iter().find(|one| one.kind != "not-json") {
        return Err(format!("it is not understood: {}", problem.message));
    }
    if outcome.findings.is_empty() {
        return Err("there is nothing to mend".to_owned());
    }
    let wanted = match name.split('_').next() {
        Some("safe") => Applies::Safe,
        Some("unsafe") => Applies::Unsafe,
        Some("shown") => Applies::Shown,
        _ if fixes(&outcome).is_empty() => return Ok(()),
        _ => return Err(format!("a fix is offered: {:?}", fixes(&outcome))),
    };
    let offered = fixes(&outcome);
    if offered.len() < outcome.findings.iter().filter(|one| one.level > Level::Note).count() {
        return Err(format!("not every finding has a fix: {:?}", outcome.findings));
    }
    for finding in &outcome.findings {
        let texts = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.trim());
        let mut heads = texts.filter(|text| text.starts_with("resource ")).flat_map(str::lines);
        let help = finding.help.clone().unwrap_or_default();
        if heads.next().is_some_and(|head| !help.contains(head)) {
            return Err(format!("the help shows another block than the fix: {help}"));
        }
    }
    if let Some(other) = offered.iter().find(|fix| fix.applies != wanted) {
        return Err(format!("this fix is {:?}: {}", other.applies, other.title));
    }
    let deletes = |fix: &&&Fix| fix.edits.iter().any(|edit| edit.span.start != edit.span.end);
    if offered.iter().any(|fix| deletes(&fix)) {
        return Err("text is taken away".to_owned());
    }
    let after = applied(scan, outcome, wanted);
    let update = std::env::var_os("CORS_LINT_BLESS").is_some();
    if update {
        bless(case, &after);
    }
    let expected = files(case, "after");
    for (path, text) in &after {
        let source = expected.get(path).map(|text| text.trim_start_matches('\u{feff}'));
        if source != Some(text.as_str()) {
            return Err(format!("{path} becomes:\n{text}"));
        }
    }
    if expected.len() != after.len() {
        return Err("after/ holds other files than are changed".to_owned());
    }
    Ok(())
}

/// The changed files when all fixes of a kind are applied; what is then found must not be fixable again.
fn applied(scan: Scan, mut outcome: Outcome, with: Applies) -> BTreeMap<String, String> {
    let Scan { projects, sources, .. } = scan;
    if with == Applies::Shown {
        let texts = fix::apply(fixes(&outcome), &sources).unwrap();
        texts.iter().for_each(|(path, text)| {
            sources.add(path.clone(), text.clone());
        });
        let again = judged(&projects, &sources);
        assert!(again.findings.len() < outcome.findings.len(), "{:?}", again.findings);
        return texts;
    }
    let mended = fix::mend(&projects, &mut outcome, &sources, with, &judged).unwrap();
    assert!(outcome.findings.iter().all(|one| one.fix.is_none()), "{:?}", outcome.findings);
    let again = fix::mend(&projects, &mut outcome, &sources, with, &judged).unwrap();
    assert!(again.changes.is_empty(), "a second run changes something");
    let text = |change: fix::Change| sources.get(change.after).text.clone();
    mended.changes.into_iter().map(|(path, change)| (path, text(change))).collect()
}

fn bless(case: &Path, after: &BTreeMap<String, String>) {
    let is_folder = case.join("before").exists();
    for (path, text) in after {
        let to = match is_folder {
            true => case.join("after").join(path),
            false => case.join(path.replacen("main.", "after.", 1)),
        };
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    }
}

#[test]
fn terraform_finds_the_layout_as_good_as_before() {
    if Command::new("terraform").arg("version").output().is_err() {
        say::say("SKIPPED: terraform is not installed, its layout is not checked");
        return;
    }
    let is_clean = |text: &str| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("main.tf"), text).unwrap();
        let mut command = Command::new("terraform");
        command.args(["fmt", "-check"]).current_dir(folder.path());
        command.output().unwrap().status.success()
    };
    for entry in fs::read_dir("testdata/fix").unwrap() {
        let case = entry.unwrap().path();
        let before = files(&case, "before");
        for (path, after) in files(&case, "after") {
            if path.ends_with(".tf") && is_clean(&before[&path]) {
                assert!(is_clean(&after), "{}: {path}\n{after}", case.display());
            }
        }
    }
}
