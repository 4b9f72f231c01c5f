//! The command line as a shell sees it: exit codes, streams, formats, help.

#![cfg(test)]

#[path = "common/shell.rs"]
mod shell;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Output, Stdio},
};

use serde_json::Value;
use shell::{command, err, out, run};

const BAD: &str = "Resources:
  Frames:
    Type: AWS::S3::Bucket
    Properties:
      Tags:
        - Key: Purpose
          Value: labeling-input
";
const NOTE: &str = "Resources:
  Frames:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration: '{{resolve:ssm:cors}}'
      Tags:
        - Key: Purpose
          Value: labeling-input
";
const NOTHING: &str = "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n";

/// A folder with one template.
fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join("template.yaml"), text).unwrap();
    folder
}

fn code(folder: &Path, arguments: &[&str]) -> i32 {
    run(folder, arguments).status.code().unwrap()
}

#[test]
fn three_exit_codes_mean_three_things() {
    let (bad, note, nothing) = (folder(BAD), folder(NOTE), folder(NOTHING));
    assert_eq!(code(bad.path(), &[]), 1);
    assert_eq!(code(bad.path(), &["--exit-zero"]), 0);
    assert_eq!(code(note.path(), &[]), 0);
    assert_eq!(code(note.path(), &["--fail-on", "note"]), 1);
    assert_eq!(code(nothing.path(), &["--fail-on", "note"]), 0);
    assert_eq!(code(bad.path(), &["no-such-folder"]), 2);
    assert_eq!(code(bad.path(), &["--format", "xml"]), 2);
    assert_eq!(code(bad.path(), &["--exit-zero", "no-such-folder"]), 2);
    assert_eq!(code(bad.path(), &["--format", "sarif"]), 1, "the format changes no exit code");
}

#[test]
fn a_broken_file_is_not_passed_over() {
    let broken = folder(&format!("{BAD}  - broken: [\n"));
    let output = run(broken.path(), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["problems"].as_array().unwrap().len(), 1, "{report:#}");
    assert!(err(&output).starts_with("template.yaml:8:"), "{}", err(&output));
}

#[test]
fn a_run_ends_with_what_was_looked_at() {
    let (bad, nothing) = (folder(BAD), folder(NOTHING));
    assert_eq!(
        err(&run(bad.path(), &[])),
        "1 error in 1 of 1 labeling bucket (1 file); 1 can be fixed with --fix\n"
    );
    assert_eq!(err(&run(nothing.path(), &[])), "no labeling buckets found in 1 file\n");
    assert_eq!(out(&run(nothing.path(), &[])), "");
}

#[test]
fn one_run_writes_several_reports() {
    let bad = folder(BAD);
    let files = ["--output", "sarif=.sarif/cors-lint.sarif", "--output", "json=report.json"];
    let output = run(bad.path(), &[&["--format", "short"], &files[..]].concat());
    let path = "template.yaml:2:3: error[missing-cors]: workers cannot load images from 'Frames': \
                the bucket has no CORS rules\n";
    assert_eq!(out(&output), path);
    for name in [".sarif/cors-lint.sarif", "report.json"] {
        let text = fs::read_to_string(bad.path().join(name)).unwrap();
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{name}");
    }
    assert_eq!(code(bad.path(), &["--output", "sarif"]), 2);
    assert_eq!(code(bad.path(), &["--output", "xml=x"]), 2);
    assert_eq!(code(bad.path(), &["--output", "json=template.yaml/x"]), 2);
}

#[test]
fn json_follows_its_schema() {
    let schema = run(Path::new("."), &["schema", "json"]);
    let schema: Value = serde_json::from_str(&out(&schema)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in
        [BAD, NOTE, NOTHING, "Resources: {A: {Type: AWS::S3::Bucket, Purpose: labeling-input"]
    {
        let report = out(&run(folder(text).path(), &["--format", "json"]));
        let report: Value = serde_json::from_str(&report).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let report = out(&run(folder(BAD).path(), &["--format", "json"]));
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["buckets"][0]["cors"], "missing");
    assert_eq!(report["findings"][0]["rule"], "missing-cors");
    assert_eq!(report["findings"][0]["location"]["start"]["column"], 3);
}

#[test]
fn annotations_name_file_and_line() {
    let text = out(&run(folder(BAD).path(), &["--format", "github"]));
    let start =
        "::error file=template.yaml,line=2,endLine=2,col=3,endColumn=9,title=missing-cors::";
    assert!(text.starts_with(start), "{text}");
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn standard_input_is_read_under_a_name() {
    let empty = tempfile::tempdir().unwrap();
    let stdin = |arguments: &[&str]| {
        let mut child = command(empty.path(), arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // a run that refuses its arguments does not read on
        let _ = child.stdin.take().unwrap().write_all(BAD.as_bytes());
        child.wait_with_output().unwrap()
    };
    let output = stdin(&["-", "--stdin-filename", "infra/new.yaml", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).starts_with("infra/new.yaml:2:3: "), "{}", out(&output));
    let unnamed = stdin(&["-"]);
    assert_eq!(unnamed.status.code(), Some(2));
    let help = "error: cannot tell the language of standard input\n  \
                = help: name it: `cors-lint - --stdin-filename main.tf`\n";
    assert_eq!(err(&unnamed), help);
    assert_eq!(stdin(&["-", "--stdin-filename", "notes.txt"]).status.code(), Some(2));
    assert_eq!(stdin(&["-", "."]).status.code(), Some(2));
}

// the words of the operating system are part of some
#[cfg(unix)]
#[test]
fn a_failure_says_what_to_do() {
    let bad = folder(BAD);
    fs::write(bad.path().join("wrong.yaml"), "rulez: {}\nrules: {missing-core: warn}\n").unwrap();
    let wrong: &[&[&str]] = &[
        &["no-such-folder"],
        &["bukets"],
        &["help"],
        &["--stdin-filename", "main.tf"],
        &["--diff", "--format", "json"],
        &["explain", "missing-core"],
        &["explain", "zzz"],
        &["--format", "xml"],
        &["--output", "sarif"],
        &["--output", "xml=x"],
        &["--output", "json=template.yaml/x"],
        &["--fail-on", "never"],
        &["--color", "sometimes"],
        &["--config", "no-such-file"],
        &["--config", "wrong.yaml"],
        &["--config", "wrong.yaml", "--no-config"],
        &["--baseline", "no-such-file"],
        &["--baseline", "template.yaml"],
        &["--fromat", "json"],
        &["--stdin-filename"],
        &["-"],
        &["-", "."],
        &["-", "--stdin-filename", "notes.txt"],
        &["buckets", "--format", "sarif"],
        &["completions", "ksh"],
        &["schema", "sarif"],
        &["init", "no-such-folder"],
    ];
    let mut all = String::new();
    for arguments in wrong {
        let output = run(bad.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(out(&output), "", "{arguments:?}");
        all.push_str(&format!("$ cors-lint {}\n{}\n", arguments.join(" "), err(&output)));
    }
    insta::assert_snapshot!("errors", all);
}

#[test]
fn completions_and_the_manual_know_the_flags() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&run(Path::new("."), &["completions", shell]));
        assert!(script.contains("baseline") && script.contains("buckets"), "{shell}");
    }
    let manual = out(&run(Path::new("."), &["man"]));
    assert!(manual.contains(".TH cors-lint 1") && manual.contains("fail\\-on"), "{manual}");
}

#[test]
fn colours_come_only_when_asked_for() {
    let bad = folder(BAD);
    let coloured = |output: Output| out(&output).contains('\u{1b}');
    assert!(!coloured(run(bad.path(), &[])), "no terminal, no colours");
    assert!(coloured(run(bad.path(), &["--color", "always"])));
    let with = |name: &str, arguments: &[&str]| {
        command(bad.path(), arguments).env(name, "1").output().unwrap()
    };
    for no in ["0", "false"] {
        assert!(!coloured(command(bad.path(), &[]).env("FORCE_COLOR", no).output().unwrap()));
    }
    assert!(coloured(with("FORCE_COLOR", &[])));
    assert!(!coloured(with("FORCE_COLOR", &["--color", "never"])));
    assert!(!coloured(with("NO_COLOR", &[])));
    assert!(coloured(with("NO_COLOR", &["--color", "always"])));
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_raw() {
    let hostile = BAD.replace("Frames:", "\"Fr\\u001b[31m\\u202eames\":");
    let bad = folder(&hostile);
    for format in ["human", "short", "github"] {
        let text = out(&run(bad.path(), &["--format", format]));
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format}: {text:?}");
        assert!(text.contains("missing-cors"), "{format}: {text}");
    }
}

#[test]
fn a_long_line_is_cut() {
    let long = format!(
        "{{\"Description\": \"{}\", \"Resources\": {{\"Frames\": {{\"Type\": \"AWS::S3::Bucket\", \"Properties\": {{\"Tags\": [{{\"Key\": \"Purpose\", \"Value\": \"labeling-input\"}}]}}}}}}}}",
        "ä".repeat(500_000)
    );
    let folder = folder(NOTHING);
    fs::write(folder.path().join("minified.json"), long).unwrap();
    let text = out(&run(folder.path(), &["minified.json"]));
    assert!(text.contains("minified.json:1:500035"), "{text}");
    assert!(text.len() < 2_000, "{}", text.len());
}

#[test]
fn help_teaches() {
    let help = run(Path::new("."), &["--help"]);
    insta::assert_snapshot!("help", out(&help));
    assert_eq!(out(&run(Path::new("."), &["--version"])), "cors-lint 0.1.0\n");
    insta::assert_snapshot!("help_buckets", out(&run(Path::new("."), &["buckets", "--help"])));
    let rules = out(&run(Path::new("."), &["rules"]));
    assert!(rules.starts_with("missing-cors"), "{rules}");
    let page = out(&run(Path::new("."), &["explain", "missing-cors"]));
    assert_eq!(page, fs::read_to_string("rules/missing_cors.md").unwrap());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let bad = folder(BAD);
    let mut child =
        command(bad.path(), &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        err(&output),
        "1 error in 1 of 1 labeling bucket (1 file); 1 can be fixed with --fix\n"
    );
}
