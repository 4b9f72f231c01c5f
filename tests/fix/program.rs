//! What a run of the program tells, shows and writes of fixes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{finding::Applies, fix, walk::Scan};
use tempfile::TempDir;

use crate::{judged, scanned, shell, written::repository};

const BUCKET: &str =
    "resource \"aws_s3_bucket\" \"b\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";

/// A repository of one file.
fn single(text: &str) -> (TempDir, PathBuf) {
    let folder = repository(&[("main.tf", text)]);
    let file = folder.path().join("main.tf");
    (folder, file)
}

fn told(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = shell::run(folder, arguments);
    (output.status.code().unwrap(), shell::out(&output), shell::err(&output))
}

#[test]
fn a_run_tells_shows_and_writes_the_fixes() {
    let (folder, file) = single(&format!("\u{feff}{BUCKET}").replace('\n', "\r\n"));
    let (code, _, err) = told(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(err.ends_with("(1 file); 1 can be fixed with --fix\n"), "{err}");
    let before = fs::read(&file).unwrap();
    let (code, out, err) = told(folder.path(), &["--diff"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("--- a/main.tf\n+++ b/main.tf\n@@ "), "{out}");
    assert!(err.starts_with("would fix 1 finding in 1 file\n1 error in"), "{err}");
    assert_eq!(fs::read(&file).unwrap(), before, "--diff writes nothing");
    let (code, out, err) = told(folder.path(), &["--fix"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "fixed 1 finding in 1 file\nno findings in 1 labeling bucket (1 file)\n");
    let after = fs::read(&file).unwrap();
    assert!(after.starts_with(&before), "with its byte-order mark and its line ends");
    let lines = String::from_utf8(after.clone()).unwrap();
    assert!(lines.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "{lines:?}");
    let (code, _, err) = told(folder.path(), &["--fix"]);
    assert_eq!(code, 0);
    assert!(err.starts_with("nothing can be fixed here\n"), "{err}");
    assert_eq!(fs::read(&file).unwrap(), after);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no file is left behind");
}

#[test]
fn standard_input_is_only_shown() {
    let (folder, _) = single("");
    let run = |option: &str| {
        let text = fs::File::open(folder.path().join("in")).unwrap();
        let arguments = ["-", "--stdin-filename", "main.tf", option];
        shell::command(folder.path(), &arguments).stdin(text).output().unwrap()
    };
    fs::write(folder.path().join("in"), BUCKET).unwrap();
    assert_eq!(run("--fix").status.code(), Some(2));
    assert!(run("--diff").stdout.starts_with(b"--- a/main.tf\n"));
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
    let (code, _, err) = told(&folder.path().join("live"), &["--fix"]);
    assert_eq!(code, 0, "{err}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).unwrap().contains("cors_rule {"));
}

#[test]
fn reports_carry_the_fix() {
    let (folder, _) = single(BUCKET);
    let (_, json, _) = told(folder.path(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fix = &json["findings"][0]["fix"];
    assert_eq!(fix["applies"], "safe");
    assert_eq!(fix["edits"][0]["start"], serde_json::json!({"line": 3, "column": 2}));
    assert_eq!(fix["edits"][0]["start"], fix["edits"][0]["end"]);
    let (_, sarif, _) = told(folder.path(), &["--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "main.tf");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], fix["edits"][0]["text"]);
}

#[test]
fn a_finding_whose_ignore_has_ended_is_mended() {
    let ended = "ignore:\n  - rule: missing-cors\n    address: aws_s3_bucket.b\n    reason: later\n    until: 2020-01-31\n";
    let folder = repository(&[("main.tf", BUCKET), (".cors-lint.yaml", ended)]);
    let (_, out, err) = told(folder.path(), &[]);
    assert!(out.contains("the ignore of this finding ended on 2020-01-31"), "{out}");
    assert!(err.ends_with("1 can be fixed with --fix\n"), "{err}");
    let (_, out, err) = told(folder.path(), &["--fix"]);
    assert!(err.starts_with("fixed 1 finding in 1 file\n"), "{err}");
    assert!(out.contains("unused-ignore"), "the ignore can go now: {out}");
}

#[test]
fn a_diff_holds_the_byte_order_mark() {
    let line = "{\"resource\": {\"aws_s3_bucket\": {\"b\": {\"tags\": {\"Purpose\": \"labeling-input\"}}}}}\n";
    let folder = repository(&[("main.tf.json", &format!("\u{feff}{line}"))]);
    let (_, out, _) = told(folder.path(), &["--diff"]);
    assert!(out.contains(&format!("\n-\u{feff}{line}+\u{feff}{{")), "{out:?}");
}

#[test]
fn help_in_words_names_the_fix() {
    let rule = "\n  dynamic \"cors_rule\" {\n    for_each = var.on ? [1] : []\n    content {\n      allowed_methods = [\"GET\"]\n      allowed_origins = [\"*\"]\n    }\n  }\n}\n";
    let (folder, _) = single(&format!(
        "variable \"on\" {{\n  type = bool\n}}\n{}{rule}",
        BUCKET.strip_suffix("}\n").unwrap()
    ));
    let (_, out, _) = told(folder.path(), &[]);
    let help = "apply when var.on is false, too; or, as the fix does, add a CORS rule that allows GET from any origin to aws_s3_bucket.b\n";
    assert!(out.contains(help), "{out}");
}
