//! Every fix, in every layout: `testdata/fix/<case>` holds what is mended and what it becomes. The first word of a
//! case's name says how the fix applies: `safe`, `unsafe`, `shown`, or `none` where nothing may be offered. With
//! `CORS_LINT_BLESS` in the environment, what a case becomes is written down.

#![cfg(test)]

#[path = "common/say.rs"]
mod say;

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
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (path, text) in files(case, "before") {
        let to = folder.path().join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    }
    folder
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
    if let Some(problem) = outcome.problems.first() {
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

const BUCKET: &str =
    "resource \"aws_s3_bucket\" \"b\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";

/// A repository of one file.
fn single(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let file = folder.path().join("main.tf");
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn command(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cors-lint"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_run_tells_shows_and_writes_the_fixes() {
    let (folder, file) = single(&format!("\u{feff}{BUCKET}").replace('\n', "\r\n"));
    let (code, _, err) = command(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(err.ends_with("(1 file); 1 can be fixed with --fix\n"), "{err}");
    let before = fs::read(&file).unwrap();
    let (code, out, err) = command(folder.path(), &["--diff"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("--- a/main.tf\n+++ b/main.tf\n@@ "), "{out}");
    assert!(err.starts_with("would fix 1 finding in 1 file\n1 error in"), "{err}");
    assert_eq!(fs::read(&file).unwrap(), before, "--diff writes nothing");
    let (code, out, err) = command(folder.path(), &["--fix"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "fixed 1 finding in 1 file\nno findings in 1 labeling bucket (1 file)\n");
    let after = fs::read(&file).unwrap();
    assert!(after.starts_with(&before), "with its byte-order mark and its line ends");
    let lines = String::from_utf8(after.clone()).unwrap();
    assert!(lines.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "{lines:?}");
    let (code, _, err) = command(folder.path(), &["--fix"]);
    assert_eq!(code, 0);
    assert!(err.starts_with("nothing can be fixed here\n"), "{err}");
    assert_eq!(fs::read(&file).unwrap(), after);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no file is left behind");
}

#[test]
fn standard_input_is_only_shown() {
    let (folder, _) = single("");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cors-lint"));
        command.args(["-", "--stdin-filename", "main.tf"]).args(arguments);
        command.current_dir(folder.path()).stdin(fs::File::open(folder.path().join("in")).unwrap());
        command.output().unwrap()
    };
    fs::write(folder.path().join("in"), BUCKET).unwrap();
    assert_eq!(run(&["--fix"]).status.code(), Some(2));
    assert!(run(&["--diff"]).stdout.starts_with(b"--- a/main.tf\n"));
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let (folder, file) = single(BUCKET);
    fs::write(folder.path().join("other.tf"), BUCKET.replace("\"b\"", "\"c\"")).unwrap();
    let (Scan { projects, sources, .. }, mut outcome) = scanned(folder.path());
    let mended = fix::mend(&projects, &mut outcome, &sources, Applies::Safe, &judged).unwrap();
    assert_eq!(mended.changes.len(), 2);
    fs::write(&file, format!("{BUCKET}# one more line\n")).unwrap();
    let error = fix::write(&mended.changes, &sources).unwrap_err();
    let said = "'main.tf' was changed while cors-lint looked at it; nothing was written";
    assert_eq!(error.to_string(), said);
    let other = fs::read_to_string(folder.path().join("other.tf")).unwrap();
    assert_eq!(other, BUCKET.replace("\"b\"", "\"c\""), "nor are the files beside it");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, file) = single(BUCKET);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::create_dir(folder.path().join("live")).unwrap();
    let link = folder.path().join("live/main.tf");
    symlink("../main.tf", &link).unwrap();
    let (code, _, err) = command(&folder.path().join("live"), &["--fix"]);
    assert_eq!(code, 0, "{err}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).unwrap().contains("cors_rule {"));
}

#[test]
fn reports_carry_the_fix() {
    let (folder, _) = single(BUCKET);
    let (_, json, _) = command(folder.path(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fix = &json["findings"][0]["fix"];
    assert_eq!(fix["applies"], "safe");
    assert_eq!(fix["edits"][0]["start"], serde_json::json!({"line": 3, "column": 2}));
    assert_eq!(fix["edits"][0]["start"], fix["edits"][0]["end"]);
    let (_, sarif, _) = command(folder.path(), &["--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "main.tf");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], fix["edits"][0]["text"]);
}
