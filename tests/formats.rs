//! Reports for CI systems: valid, complete, and nothing in them can break out of its place.

#![cfg(test)]

mod common;
#[path = "common/render.rs"]
mod render;
#[path = "common/say.rs"]
mod say;

use std::{
    collections::HashSet,
    io::Write,
    process::{Command, Stdio},
};

use codespan_reporting::term::termcolor::NoColor;
use cors_lint::{
    check::Outcome,
    finding::{Finding, Level, Problem},
    report::{self, Format, Listing, Report},
    rules,
    source::{Label, Sources, Span},
    walk,
};
use serde_json::Value;

const TEMPLATE: &str = "Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Bad:
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{Key: Purpose, Value: labeling-input}]
  Sometimes:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration: !If
        - IsProd
        - CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ['*']}]
        - !Ref AWS::NoValue
      Tags: [{Key: Purpose, Value: labeling-input}]
  Undecided:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration: '{{resolve:ssm:cors}}'
      Tags: [{Key: Purpose, Value: labeling-input}]
  Good:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ['*']}]
      Tags: [{Key: Purpose, Value: labeling-input}]
";

fn sample() -> (Outcome, Sources) {
    common::lint(walk::scan_text("infra/template.yaml", TEMPLATE.to_owned()), None)
}

/// A finding and a problem whose every text tries to leave its place.
fn hostile() -> (Outcome, Sources) {
    let sources = Sources::default();
    let text = "]]></failure>\"'&<b>|`*_[x](y)\n\u{1b}[31m\u{0}\u{fffe}```\n</details>";
    let file = sources.add("a|b`<c>&\".tf", text);
    let span = Span { file, start: 0, end: 3 };
    let finding = Finding {
        rule: "missing-cors",
        level: Level::Error,
        subject: text.to_owned(),
        made_at: Vec::new(),
        also: Vec::new(),
        message: text.to_owned(),
        at: Label::new(span, text),
        template: None,
        related: vec![Label::new(span, text)],
        notes: vec![text.to_owned()],
        help: Some(text.to_owned()),
        fix: None,
    };
    let problem = Problem::error("syntax", text, span);
    let homeless = Problem { at: None, level: Level::Warning, ..problem.clone() };
    let problems = vec![problem.clone(), problem, homeless];
    (Outcome { findings: vec![finding], problems, ..Outcome::default() }, sources)
}

fn demo() -> (Outcome, Sources) {
    let repository = common::repository(".", "testdata/demo");
    common::lint(walk::scan(&[repository.path().to_owned()]).unwrap(), None)
}

fn all() -> [(Outcome, Sources); 4] {
    [sample(), hostile(), (Outcome::default(), Sources::default()), demo()]
}

fn list(listing: Listing, outcome: &Outcome, sources: &Sources) -> String {
    let mut out = NoColor::new(Vec::new());
    let report = Report { outcome, rules: rules::ALL, sources };
    report::list(listing, &report, &mut out).unwrap();
    String::from_utf8(out.into_inner()).unwrap()
}

fn assert_valid(schema: &str, document: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn gitlab_takes_code_quality() {
    for (outcome, sources) in all() {
        let text = render::render(Format::Gitlab, &outcome, &sources);
        let issues: Value = serde_json::from_str(&text).unwrap();
        assert_valid(include_str!("schema/gitlab-code-quality.json"), &issues);
        let issues = issues.as_array().unwrap();
        let prints: HashSet<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), issues.len(), "GitLab drops what has one fingerprint");
    }
    let (outcome, sources) = hostile();
    let text = render::render(Format::Gitlab, &outcome, &sources);
    let issues: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(issues.as_array().unwrap().len(), 2, "one finding, one problem with a place");
}

#[test]
fn junit_is_read() {
    let mut read = Vec::new();
    for (outcome, sources) in all() {
        let text = render::render(Format::Junit, &outcome, &sources);
        let python = Command::new("python3")
            .arg("tests/schema/junit.py")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut python) = python else {
            say::say("SKIPPED: python3 is not installed, JUnit XML was not read");
            return;
        };
        python.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = python.wait_with_output().unwrap();
        assert!(output.status.success(), "{text}");
        read.push(String::from_utf8(output.stdout).unwrap());
    }
    assert_eq!(
        read[0],
        "infra/template.yaml\tBad [missing-cors]\tfailure\n\
         infra/template.yaml\tSometimes [missing-cors]\tfailure\n\
         infra/template.yaml\tUndecided [undecided-cors]\tskipped\n\
         infra/template.yaml\tGood\n"
    );
    assert_eq!(read[2], "");
}

#[test]
fn reports_for_people_are_as_they_were() {
    let (outcome, sources) = sample();
    insta::assert_snapshot!("markdown", render::render(Format::Markdown, &outcome, &sources));
    insta::assert_snapshot!("junit", render::render(Format::Junit, &outcome, &sources));
    insta::assert_snapshot!("gitlab", render::render(Format::Gitlab, &outcome, &sources));
    insta::assert_snapshot!("buckets_table", list(Listing::Table, &outcome, &sources));
    insta::assert_snapshot!("buckets_markdown", list(Listing::Markdown, &outcome, &sources));
}

#[test]
fn nothing_leaves_its_place_in_markdown() {
    let (outcome, sources) = hostile();
    let text = render::render(Format::Markdown, &outcome, &sources);
    assert_eq!(text.matches("<details>").count(), 1);
    assert_eq!(text.matches("\n</details>").count(), 2, "{text}");
    let row = text.lines().find(|line| line.starts_with("| **error**")).unwrap();
    let bars = row.replace("\\|", "").matches('|').count();
    assert_eq!(bars, 5, "{row}");
    let fence = text.lines().find(|line| line.starts_with("```")).unwrap();
    assert!(fence.len() > 3, "the snippet holds a fence of three: {fence}");
}

#[test]
fn the_list_as_json_has_the_entries_of_the_report() {
    let (outcome, sources) = sample();
    let list: Value = serde_json::from_str(&list(Listing::Json, &outcome, &sources)).unwrap();
    let report = render::render(Format::Json, &outcome, &sources);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_valid(report::JSON_SCHEMA, &report);
    assert_eq!(list["buckets"], report["buckets"]);
    let words: Vec<(&str, &str)> = list["buckets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["cors"].as_str().unwrap(), one["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(
        words,
        [("missing", "error"), ("missing", "error"), ("unknown", "note"), ("ok", "fine")]
    );
}
