//! Templates as people write them, and the facts they come to.

mod across;
mod concern;
mod inputs;
mod resources;
mod scenarios;
mod values;

use super::*;
use crate::value::Value;

/// The facts of these files, and the files.
fn facts_of(files: &[(&str, &str)]) -> (Facts, Sources) {
    let sources = Sources::default();
    let paths: Vec<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
    for (path, text) in files {
        sources.add(*path, *text);
    }
    (facts(&paths, &sources), sources)
}

/// The facts of one template.
fn facts_of_one(text: &str) -> (Facts, Sources) {
    facts_of(&[("t.yaml", text)])
}

/// A template's resources under the usual header.
fn resources(text: &str) -> (Facts, Sources) {
    facts_of_one(&format!("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n{text}"))
}

/// The value of each output of a template, by name.
fn outputs(text: &str, names: &[&str]) -> Vec<String> {
    let sources = Sources::default();
    sources.add("t.yaml", text);
    let template = load::template("t.yaml", &sources).unwrap().unwrap();
    let mut deployment = Deployment::new(&sources);
    deployment.add(Stack::root(Arc::new(template), "t.yaml"), &|_, _, _| None);
    let shown = |name: &&str| deployment.context(0).output(name).map(|value: Value| value.shown());
    names.iter().map(|name| shown(name).unwrap_or_default()).collect()
}

#[test]
fn only_templates_are_templates() {
    for text in [
        "apiVersion: v1\nResources:\n  A: {Type: 'AWS::S3::Bucket'}\n",
        "Resources:\n  A: {Type: pod}\n# ::\n",
        "Resources: [a, '::']\n",
        "{\"openapi\": \"3\", \"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}",
        "not: [closed\n",
    ] {
        let (facts, _) = facts_of_one(text);
        assert!(facts.buckets.is_empty() && facts.problems.is_empty(), "{text}");
    }
    let (facts, sources) = facts_of_one("Resources:\n  A: {Type: 'AWS::S3::Bucket'\n");
    let at = facts.problems[0].at.unwrap();
    assert_eq!((facts.problems[0].kind, sources.slice(at).as_str()), ("syntax", "{"));
}

#[test]
fn what_hides_a_template_is_told() {
    let json = "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}";
    let yaml = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n";
    for (lead, template) in
        [("// a", json), ("/* a */", json), ("<<<<<<< HEAD", json), ("<<<<<<< HEAD", yaml)]
    {
        let (facts, sources) = facts_of_one(&format!("{lead}\n{template}"));
        let at = facts.problems.first().and_then(|one| one.at).unwrap();
        assert_eq!(sources.slice(at), lead, "{template}");
    }
    let (facts, _) = facts_of_one(&format!("cat <<END\n{yaml}"));
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
}

#[test]
fn what_is_called_json_and_is_none_is_read_and_told() {
    let text = "{'Resources': {'A': {'Type': 'AWS::S3::Bucket'},}}";
    let told = |path: &str| {
        let (facts, sources) = facts_of(&[(path, text)]);
        assert_eq!(facts.buckets.len(), 1);
        let told = facts.problems.iter().map(|one| (one.kind, sources.slice(one.at.unwrap())));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told("t.json"), [("not-json", "'".to_owned())]);
    assert_eq!(told("t.yaml"), []);
}

#[test]
fn a_broken_file_costs_only_itself() {
    let good = "Resources:\n  A: {Type: 'AWS::S3::Bucket'}\n";
    let (facts, _) = facts_of(&[("a.yaml", good), ("b.yaml", "Resources:\n\tA: {Type: 'A::B'}\n")]);
    assert_eq!((facts.buckets.len(), facts.problems.len(), facts.files), (1, 1, 2));
}

#[test]
fn what_no_fact_reads_is_not_kept() {
    let text = "
Resources:
  Queue: &queue {Type: 'AWS::SQS::Queue', Properties: {BucketName: kept}}
  Other: {Type: 'AWS::SQS::Queue', Properties: {QueueName: q}}
  Frames: {<<: *queue, Type: 'AWS::S3::Bucket'}
";
    let (facts, sources) = facts_of_one(text);
    let template = load::template("t.yaml", &sources).unwrap().unwrap();
    let has = |id: &str| template.resource(id).unwrap().properties().is_some();
    assert_eq!([has("Queue"), has("Other"), has("Frames")], [true, false, true]);
    let name = facts.buckets[0].name.definition.as_ref().unwrap();
    assert_eq!(name.constant().as_deref(), Some("kept"));
}
