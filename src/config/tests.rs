//! What is read, what is refused, and that the schema says the same.

use serde_json::Value;

use super::*;
use crate::{
    finding::{Level, Problem},
    source::Sources,
    syntax::{
        node::{Kind, Node},
        yaml,
    },
};

const RULES: &[&str] = &["missing-cors", "cors-without-get", "unused-ignore"];

fn settings(text: &str) -> Result<Settings, Vec<(String, Problem)>> {
    let sources = Sources::default();
    let file = sources.add(FILE, text);
    let today = Date::parse("2026-06-15").unwrap();
    let given = Given { base: "", rules: RULES, today };
    read(file, &sources, given).map_err(|problems| {
        let shown = problems.into_iter().map(|one| (sources.slice(one.at.unwrap()), one));
        shown.collect()
    })
}

/// The only problem of a text: what it marks, and what it says.
fn problem(text: &str) -> (String, String) {
    let mut problems = settings(text).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (marked, problem) = problems.remove(0);
    assert_eq!((problem.level, problem.kind), (Level::Error, "config"));
    (marked, problem.message)
}

const WHOLE: &str = "
rules: {missing-cors: off, cors-without-get: warning}
exclude: [legacy, \"**/examples\"]
buckets:
  - {address: aws_s3_bucket.frames, labeling: input, work: frames}
  - name: acme-*
    tag: {Team: vision, On: true}
    path: infra
    labeling: neither
    reason: copies
tags:
  extend: {Data Class: [raw, gold], Level: 1}
hints: true
var-files: {infra: infra/prod.tfvars, other: [a.tfvars, b.tfvars]}
ignore:
  - {rule: missing-cors, address: Frames, until: 2026-06-15}
  - {rule: [missing-cors, unused-ignore], address: b, path: x/**, reason: why, until: 2026-06-14}
";

#[test]
fn every_key_is_read() {
    let settings = settings(WHOLE).unwrap();
    assert_eq!(settings.levels["missing-cors"], None);
    assert_eq!(settings.levels["cors-without-get"], Some(Level::Warning));
    assert!(settings.excludes("legacy/a.tf") && settings.excludes("a/examples/b/c.tf"));
    assert!(!settings.excludes("infra/main.tf") && settings.wants_every_bucket());
    assert_eq!(settings.buckets[1].labeling, Labeling::Neither);
    assert_eq!(settings.buckets[1].tags[1].value.text(), "true");
    assert_eq!(settings.var_files["other"], ["a.tfvars", "b.tfvars"]);
    assert!(settings.hints && !self::settings("hints: false").unwrap().hints);
    assert!(!settings.ignores[0].expired, "the last day counts");
    assert!(settings.ignores[1].expired);
    assert_eq!(settings.ignores[1].rules, ["missing-cors", "unused-ignore"]);
}

#[test]
fn nothing_is_said_by_nothing() {
    for text in ["", "# only a comment\n", "rules:\nignore:\n", "{}"] {
        let settings = settings(text).unwrap();
        assert!(settings.levels.is_empty() && settings.ignores.is_empty(), "{text}");
    }
    assert!(settings(TEMPLATE).is_ok());
}

#[test]
fn the_template_shows_only_what_is_read() {
    let lines = TEMPLATE.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') || rest.starts_with("  ") => rest,
        _ => line,
    });
    let text: Vec<&str> = lines.collect();
    let text = text
        .join("\n")
        .replace("external-bucket", "missing-cors")
        .replace("undecided-cors", "unused-ignore");
    let settings = settings(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    assert_eq!((settings.levels.len(), settings.exclude.len()), (2, 2));
    assert_eq!((settings.buckets.len(), settings.ignores.len()), (3, 1));
    assert!(settings.tags.has_own() && settings.var_files.len() == 1);
}

#[test]
fn a_mistake_is_marked_and_mended() {
    let told = |text: &str, marked: &str, words: &str| {
        let (at, message) = problem(text);
        assert_eq!(at, marked, "{message}");
        assert!(message.contains(words), "{message}");
    };
    told("exlude: []", "exlude", "no key 'exlude'; did you mean 'exclude'?");
    told("zzz: 1", "zzz", "its keys are rules, exclude, buckets");
    told("rules: {missing-core: off}", "missing-core", "did you mean 'missing-cors'?");
    told("rules: {qqqqqqqq: off}", "qqqqqqqq", "`cors-lint rules` lists them");
    told("rules: {missing-cors: warn}", "warn", "one of off, note, warning, error");
    told("rules: {missing-cors: errors}", "errors", "did you mean 'error'?");
    told("rules: [missing-cors]", "[missing-cors]", "`rules` must be a map");
    told("exclude: legacy", "legacy", "`exclude` must be a list");
    told("exclude: ['a[']", "'a['", "must be a path");
    told("buckets: [{address: a}]", "{address: a}", "needs a key 'labeling'");
    told("buckets: [{labeling: input}]", "{labeling: input}", "fits no bucket");
    told("buckets: [{adress: a, name: b, labeling: input}]", "adress", "did you mean 'address'?");
    told("buckets: [{name: b, labeling: inputs}]", "inputs", "did you mean 'input'?");
    told("tags: {extend: {a: b}, replace: {c: d}}", "replace", "keep one of the two");
    told("tags: {extend: {a: {b: c}}}", "{b: c}", "the value of the tag 'a' must be a text");
    told("ignore: [{rule: missing-cors}]", "{rule: missing-cors}", "needs a key 'address'");
    told("ignore: [{rule: x, address: a}]", "x", "there is no rule 'x'");
    told(
        "ignore: [{rule: missing-cors, address: a, until: 2026-02-30}]",
        "2026-02-30",
        "a day such as 2026-12-31",
    );
    told("var-files: {../../x: a.tfvars}", "../../x", "outside the repository");
    told("just a text", "just a text", "the configuration must be a map");
}

#[test]
fn every_mistake_is_told_at_once() {
    let problems = settings("rules: {a: b}\nexlude: []\nignore: [{}]\n").unwrap_err();
    assert_eq!(problems.len(), 5, "{problems:?}");
    let twice = settings("exclude: [a]\nexclude: [b]\n").unwrap_err();
    assert!(twice[0].1.message.contains("twice"), "{twice:?}");
    let broken = settings("exclude: [a\n").unwrap_err();
    assert_eq!(broken[0].1.kind, "syntax");
}

/// What the reader takes, the schema takes; what it refuses, the schema refuses.
#[test]
fn the_schema_agrees_with_the_reader() {
    let schema: Value = serde_json::from_str(&schema(RULES)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let texts = [
        WHOLE,
        "",
        "rules:",
        "rules: {missing-cors: off}",
        "rules: {missing-core: off}",
        "rules: {missing-cors: warn}",
        "rules: [missing-cors]",
        "exlude: []",
        "exclude: legacy",
        "exclude: ['']",
        "buckets: [{address: a, labeling: input}]",
        "buckets: [{address: a}]",
        "buckets: [{labeling: input}]",
        "buckets: [{name: b, labeling: inputs}]",
        "buckets: [{name: b, labeling: input, work: video}]",
        "buckets: [{name: [b], labeling: input}]",
        "tags: {extend: {a: b}}",
        "tags: {extend: {a: b}, replace: {c: d}}",
        "tags: {append: {a: b}}",
        "tags: {extend: {a: {b: c}}}",
        "var-files: {infra: [a, b]}",
        "var-files: [a]",
        "ignore: [{rule: missing-cors}]",
        "ignore: [{rule: missing-cors, address: a}]",
        "ignore: [{rule: [missing-cors, x], address: a}]",
        "ignore: [{rule: missing-cors, address: a, until: soon}]",
        "ignore: [{rule: missing-cors, address: a, because: b}]",
        "a text",
    ];
    for text in texts {
        let sources = Sources::default();
        let file = sources.add(FILE, text);
        let document = yaml::read(&sources.get(file), file).unwrap();
        let is_valid = validator.is_valid(&json(&document.root));
        assert_eq!(is_valid, settings(text).is_ok(), "{text}");
    }
}

/// As an editor reads it: `off` is a text in YAML 1.2.
fn json(node: &Node) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Bool { is, text } if matches!(text.as_str(), "true" | "false") => Value::Bool(*is),
        Kind::Bool { text, .. } | Kind::Text(text) => Value::String(text.as_str().to_owned()),
        Kind::Number(text) => {
            serde_json::from_str(text.as_str()).unwrap_or(Value::String(text.as_str().to_owned()))
        }
        Kind::List(items) => items.iter().map(json).collect(),
        Kind::Map(entries) => {
            let pairs =
                entries.iter().map(|entry| (entry.key.as_str().to_owned(), json(&entry.value)));
            Value::Object(pairs.collect())
        }
    }
}
