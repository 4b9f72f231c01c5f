//! What the configuration has the last word on, and which flags go together.

#![cfg(test)]

#[path = "common/shell.rs"]
mod shell;
#[path = "common/written.rs"]
mod written;

use shell::{err, out, run};
use written::repository;

const BUCKET: &str =
    "resource \"aws_s3_bucket\" \"b\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";

#[test]
fn the_declared_work_is_the_last_word() {
    let entry = |work: &str| format!("  - {{address: aws_s3_bucket.b, labeling: input{work}}}\n");
    let code = |entries: &[&str]| {
        let entries: String = entries.iter().map(|work| entry(work)).collect();
        let config = format!("buckets:\n{entries}");
        let folder = repository(&[("main.tf", BUCKET), (".cors-lint.yaml", &config)]);
        let output = run(folder.path(), &[]);
        assert_eq!(out(&output).is_empty(), output.status.success(), "{}", err(&output));
        output.status.code()
    };
    assert_eq!(code(&[""]), Some(1));
    assert_eq!(code(&[", work: text"]), Some(0), "the tag says nothing of the work");
    assert_eq!(code(&[", work: text", ", work: image"]), Some(1), "the last entry wins");
    assert_eq!(code(&[", work: image", ", work: text"]), Some(0));
}

#[test]
fn the_baseline_is_not_written_over() {
    let folder = repository(&[("main.tf", BUCKET)]);
    run(folder.path(), &["--output", "sarif=b.sarif"]);
    let before = std::fs::read_to_string(folder.path().join("b.sarif")).unwrap();
    for output in ["sarif=b.sarif", "json=./b.sarif"] {
        let output = run(folder.path(), &["--baseline", "b.sarif", "--output", output]);
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
        assert!(err(&output).contains("over the baseline"), "{}", err(&output));
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("b.sarif")).unwrap(), before);
    let other = ["--baseline", "b.sarif", "--output", "sarif=c.sarif"];
    assert_eq!(run(folder.path(), &other).status.code(), Some(0));
}

#[test]
fn a_configuration_of_the_wrong_name_is_told() {
    let folder = repository(&[
        ("a/main.tf", BUCKET),
        (".cors-lint.yml", "rules: {missing-cors: off}"),
        ("a/in/.cors-lint.yml", ""),
    ]);
    for paths in [&["a"][..], &["a/main.tf"], &[]] {
        let output = run(folder.path(), paths);
        assert_eq!(output.status.code(), Some(1));
        let told = out(&output);
        assert!(told.contains("'.cors-lint.yml' is not heeded"), "{told}");
        assert!(told.contains("must be called .cors-lint.yaml"), "{told}");
        assert_eq!(told.contains("'a/in/.cors-lint.yml'"), paths != ["a/main.tf"], "{told}");
    }
}

#[test]
fn folders_that_the_configuration_names_must_be_there() {
    let config = "var-files: {gone: []}\nmodules: {acme/bucket/aws: gone too}\n";
    let folder = repository(&[("main.tf", BUCKET), (".cors-lint.yaml", config)]);
    let output = run(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    assert!(told.contains("no folder 'gone'") && told.contains("no folder 'gone too'"), "{told}");
}
