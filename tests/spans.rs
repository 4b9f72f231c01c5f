//! The text under every reported span of a template or an assembly is the text that the message speaks of.

#![cfg(test)]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{finding::Finding, report::Format, rules, source::Sources, walk};

/// Rules whose findings point at the line that opens the bucket.
const AT_HEADERS: &[&str] = &[
    "missing-cors",
    "cors-without-get",
    "cors-without-any-origin",
    "undecided-cors",
    "cors-too-narrow-for-frames",
    "competing-cors",
];

#[test]
fn every_span_holds_what_its_message_speaks_of() {
    let mut seen = 0;
    for fixture in fixtures() {
        let folder = fixture.parent().unwrap();
        let name = fixture.file_name().unwrap().to_str().unwrap();
        let id = folder.file_name().unwrap().to_str().unwrap().replace('_', "-");
        let rule = rules::ALL.iter().find(|rule| rule.id == id).copied();
        let repository = common::repository(folder.to_str().unwrap(), name);
        let scan = walk::scan(&[repository.path().to_owned()]).unwrap();
        let (outcome, sources) = common::lint(scan, rule);
        let report = common::render(Format::Short, &outcome, &sources);
        for finding in &outcome.findings {
            let place = format!("{}: {report}", fixture.display());
            header(finding, &sources, &place);
            for label in &finding.related {
                let text = sources.slice(label.span);
                assert!(speaks_of(&label.text, &text), "{place}: '{}' at {text:?}", label.text);
                seen += 1;
            }
        }
    }
    assert!(seen >= 100, "only {seen} spans");
}

/// A finding stands at the logical id, or at the expression of the app that makes the bucket.
fn header(finding: &Finding, sources: &Sources, place: &str) {
    if !AT_HEADERS.contains(&finding.rule) {
        return;
    }
    let text = sources.slice(finding.at.span);
    let name = finding.subject.rsplit('/').next().unwrap();
    let Some(template) = finding.template else {
        assert_eq!(text.trim_matches('"'), finding.subject, "{place}");
        return;
    };
    assert!(text.starts_with("new ") && text.contains(&format!("'{name}'")), "{place}: {text:?}");
    let id = sources.slice(template);
    assert!(id.starts_with(&format!("\"{name}")) && id.ends_with('"'), "{place}: {id:?}");
}

fn speaks_of(label: &str, text: &str) -> bool {
    let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
    if let Some((key, value)) =
        label.strip_prefix("tagged as labeling input: ").and_then(|tag| tag.split_once(" = "))
    {
        return text.starts_with(key) && text.ends_with(value);
    }
    if let Some(origin) = label.strip_prefix("origin '").and_then(|rest| rest.split('\'').next()) {
        return has(&[origin]);
    }
    if let Some((_, variable)) = label.rsplit_once("in its environment as ") {
        return text == variable;
    }
    match label {
        "reads its input from this bucket"
        | "reads its input from here"
        | "may read its input from this bucket"
        | "reads this manifest"
        | "with input from this bucket"
        | "which lists objects of this bucket" => has(&["s3://"]),
        "takes its input from this topic" | "which this bucket tells of new objects" => {
            has(&["Topic"])
        }
        "GET is not among these methods" => text.starts_with('[') && !has(&["GET"]),
        "`*` is not among these origins" => text.starts_with('[') && has(&["https://"]),
        "it has AWS's policy for labeling" => has(&["AmazonSageMakerGroundTruthExecution"]),
        "this function may create labeling jobs" => has(&["sagemaker:CreateLabelingJob"]),
        "this function may start human loops" => has(&["sagemaker:StartHumanLoop"]),
        "its code creates labeling jobs here" => text == "create_labeling_job",
        "declared to be labeling input" => has(&["labeling-input"]),
        "its code starts human loops here" => text == "start_human_loop",
        "and reads objects here itself, to send their text to workers" => text == "get_object",
        "and is told of each new object of this bucket" | "which this event rule starts" => {
            has(&["Arn"]) || is_name(text)
        }
        "which is told of each new object of this bucket" => {
            let is_named = ["Topic", "Queue"].iter().any(|name| has(&[name]));
            is_named || is_name(text)
        }
        "which takes its messages from this queue" | "which gets what this topic is told" => {
            let calls = ["addEventSource(", "addSubscription("];
            is_name(text) || has(&["Queue"]) || calls.iter().any(|call| text.starts_with(call))
        }
        "and hands this role to it" => has(&["Role", "Arn"]),
        "SageMaker itself may read the objects of this bucket" => has(&["s3:GetObject"]),
        "SageMaker may subscribe to this topic" => has(&["sns:Subscribe"]),
        "which this bucket tells of each new object" => has(&["Topic"]),
        "what it depends on" => is_name(text),
        _ if label.ends_with("may read the objects of this bucket") => has(&["Frames", "Arn"]),
        _ if label.starts_with("state '")
            || label.starts_with("this function")
            || label == "the role that labeling takes on"
            || label == "which takes the events of each new object of this bucket"
            || label == "which this state machine calls"
            || label.starts_with("this labeling job")
            || label.starts_with("this starts a")
            || label.starts_with("this flow definition")
            || label.starts_with("this custom resource")
            || label == "this uploads a manifest of objects to label"
            || label == "writes this bucket's CORS rules"
            || label == "these CORS rules are for still images" =>
        {
            text.starts_with("new ") || is_name(text)
        }
        _ => false,
    }
}

/// A key of a template, with its quotes or without.
fn is_name(text: &str) -> bool {
    let name = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The templates and assemblies among the fixtures of the rules.
fn fixtures() -> Vec<PathBuf> {
    let folders = rules::ALL.iter().map(|rule| rule.id.replace('-', "_"));
    let all = folders.flat_map(|folder| {
        let path = Path::new("testdata").join(folder);
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())
    });
    let ours = all.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_json = name.ends_with(".json") && !name.ends_with(".tf.json");
        name.ends_with(".yaml") || is_json || name.ends_with("_cdk")
    });
    let mut out: Vec<PathBuf> = ours.collect();
    out.sort();
    out
}
