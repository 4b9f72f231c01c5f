//! What a run looks at and what it calls it, by where it is started and what it is given.

#![cfg(test)]

#[path = "common/shell.rs"]
mod shell;
#[path = "common/written.rs"]
mod written;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Output, Stdio},
};

use shell::{command, err, out, run};
use written::repository;

const BUCKET: &str =
    "resource \"aws_s3_bucket\" \"b\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";
const CORS: &str = "resource \"aws_s3_bucket_cors_configuration\" \"b\" {\n  bucket = aws_s3_bucket.b.id\n  cors_rule {\n    allowed_methods = [\"GET\"]\n    allowed_origins = [\"*\"]\n    expose_headers  = [\"Access-Control-Allow-Origin\"]\n  }\n}\n";

/// A run that is given a text on standard input.
fn given(folder: &Path, text: &str, arguments: &[&str]) -> Output {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // a run that refuses its arguments does not read on
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn standard_input_is_judged_among_its_neighbours() {
    let off = "rules: {missing-cors: off}\n";
    let folder = repository(&[
        ("infra/main.tf", ""),
        ("infra/cors.tf", CORS),
        ("bare/main.tf", BUCKET),
        ("quiet/.cors-lint.yaml", off),
    ]);
    let told = |name: &str| {
        let output =
            given(folder.path(), BUCKET, &["-", "--stdin-filename", name, "--format", "short"]);
        (output.status.code(), out(&output))
    };
    assert_eq!(told("infra/main.tf"), (Some(0), String::new()));
    assert_eq!(told("infra/new.tf"), (Some(0), String::new()), "a file that is not on disk yet");
    let (code, told_of) = told("bare/main.tf");
    assert_eq!(code, Some(1));
    assert!(told_of.starts_with("bare/main.tf:1:1: error[missing-cors]"), "{told_of}");
    assert_eq!(told("quiet/main.tf"), (Some(0), String::new()), "the configuration beside it");
    assert_eq!(told("nowhere/main.tf").0, Some(1), "alone, where there is no such folder");
    let inside = folder.path().join("infra");
    let output = given(&inside, BUCKET, &["-", "--stdin-filename", "main.tf"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
}

#[test]
fn standard_input_is_never_written() {
    let folder = repository(&[("main.tf", BUCKET)]);
    for option in ["--fix", "--fix=unsafe"] {
        let output = given(folder.path(), BUCKET, &["-", "--stdin-filename", "main.tf", option]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("standard input cannot be mended in place"));
    }
    assert_eq!(fs::read_to_string(folder.path().join("main.tf")).unwrap(), BUCKET);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_leads_out_of_the_tree_is_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    let foreign = outside.path().join("foreign.yaml");
    fs::write(&foreign, "rules: {missing-cors: off}\nsecret-key: 1\n").unwrap();
    let folder =
        repository(&[("main.tf", BUCKET), ("kept/real.yaml", "rules: {missing-cors: off}")]);
    let link = folder.path().join(".cors-lint.yaml");
    symlink(&foreign, &link).unwrap();
    let output = run(folder.path(), &[]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    assert!(err(&output).contains("leads out of the tree") && !err(&output).contains("secret"));
    let text = given(folder.path(), BUCKET, &["-", "--stdin-filename", "nowhere/main.tf"]);
    assert_eq!(text.status.code(), Some(2));
    fs::write(&foreign, "rules: {missing-cors: off}\n").unwrap();
    let asked = run(folder.path(), &["--config", foreign.to_str().unwrap()]);
    assert_eq!(asked.status.code(), Some(0), "a file given by name may lie anywhere");
    fs::remove_file(&link).unwrap();
    symlink("kept/real.yaml", &link).unwrap();
    assert_eq!(
        run(folder.path(), &[]).status.code(),
        Some(0),
        "a link within the tree is one file"
    );
}

#[test]
fn outside_of_a_repository_paths_are_told_from_where_the_run_stands() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one", "two"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("main.tf"), BUCKET).unwrap();
    }
    let short = |from: &Path, arguments: &[&str]| {
        let all = out(&run(from, &[&["--format", "short"], arguments].concat()));
        all.lines().filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(short(folder.path(), &[]), ["one/main.tf:1:1", "two/main.tf:1:1"]);
    assert_eq!(short(folder.path(), &["one"]), ["one/main.tf:1:1"]);
    assert_eq!(short(folder.path(), &["two/main.tf"]), ["two/main.tf:1:1"]);
    let one = folder.path().join("one");
    assert_eq!(short(&one, &["."]), ["main.tf:1:1"]);
    assert_eq!(short(&one, &["../two"]), ["main.tf:1:1"], "from the folder that holds all of it");
    let text = ["-", "--stdin-filename", "one/main.tf", "--format", "short"];
    assert!(out(&given(folder.path(), BUCKET, &text)).starts_with("one/main.tf:1:1"));
    run(folder.path(), &["--output", "sarif=old.sarif"]);
    assert_eq!(run(folder.path(), &["--baseline", "old.sarif", "one"]).status.code(), Some(0));
}

#[test]
fn a_run_that_looked_at_nothing_says_so() {
    let folder = repository(&[("notes.txt", "x"), ("app/cdk.json", "{\"app\": \"npx x\"}")]);
    let named = run(folder.path(), &["notes.txt"]);
    assert_eq!(named.status.code(), Some(2));
    assert!(err(&named).contains("'notes.txt' is no file that cors-lint reads"), "{}", err(&named));
    fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = run(folder.path(), &["empty"]);
    assert_eq!(empty.status.code(), Some(0));
    assert!(err(&empty).contains("nothing was looked at"), "{}", err(&empty));
    let app = run(folder.path(), &["app"]);
    assert_eq!(app.status.code(), Some(0));
    assert!(err(&app).contains("run `cdk synth`"), "{}", err(&app));
    let synthesized = "{\"artifacts\": {\"A\": {\"type\": \"aws:cloudformation:stack\"}}}";
    fs::create_dir(folder.path().join("app/cdk.out")).unwrap();
    fs::write(folder.path().join("app/cdk.out/manifest.json"), synthesized).unwrap();
    assert_eq!(err(&run(folder.path(), &[])), "no labeling buckets found in 2 files\n");
}
