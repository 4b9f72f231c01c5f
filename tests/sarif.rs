//! SARIF as code scanning and editors need it: valid, exact in its columns, the same from run to run.

#![cfg(test)]

mod common;
#[path = "common/render.rs"]
mod render;

use cors_lint::{
    check::Outcome,
    finding::{Applies, Edit, Finding, Fix, Level, Problem},
    report::Format,
    rules,
    source::{Label, Sources, Span},
    walk,
};
use serde_json::Value;

/// Tabs, two-byte and four-byte characters, CRLF.
const TEXT: &str =
    "# ä 😀\r\nresource \"aws_s3_bucket\" \"främes\" {\r\n\ttags = { x = \"😀\" }\r\n}\r\n";

fn span(sources: &Sources, path: &str, text: &str) -> Span {
    let file = sources.find(path).unwrap();
    let start = sources.get(file).text.find(text).unwrap() as u32;
    Span { file, start, end: start + text.len() as u32 }
}

fn finding(rule: &'static str, sources: &Sources, path: &str) -> Finding {
    Finding {
        rule,
        level: Level::Error,
        subject: "aws_s3_bucket.främes[\"a\"]".into(),
        made_at: Vec::new(),
        also: Vec::new(),
        message: "workers cannot load images from 'främes': the bucket has no CORS rules".into(),
        at: Label::new(span(sources, path, "resource \"aws_s3_bucket\" \"främes\""), "here"),
        template: None,
        related: vec![Label::new(span(sources, path, "😀\" }"), "tagged [so] here")],
        notes: vec!["var.env is taken to be 'dev'".into()],
        help: Some("add a rule that allows GET from `*`:\ncors_rule {}".into()),
        fix: None,
    }
}

/// One finding of every rule, in a file with a name that needs encoding.
fn sample() -> (Outcome, Sources) {
    let sources = Sources::default();
    let path = "in fra/#1 100% ü.tf";
    sources.add(path, TEXT);
    let mut findings: Vec<Finding> =
        rules::ALL.iter().map(|rule| finding(rule.id, &sources, path)).collect();
    let at = span(&sources, path, "tags");
    findings[0].fix = Some(Fix {
        title: "add a CORS configuration".into(),
        applies: Applies::Safe,
        edits: vec![Edit { span: at.front(), text: "x".into() }],
    });
    findings[1].template = Some(at);
    let problems = vec![
        Problem::error("syntax", "a quote is missing", at),
        Problem { level: Level::Warning, kind: "unreadable", message: "no".into(), at: None },
    ];
    (Outcome { findings, problems, files: 1, ..Outcome::default() }, sources)
}

fn sarif(outcome: &Outcome, sources: &Sources) -> Value {
    let text = render::render(Format::Sarif, outcome, sources);
    let log: Value = serde_json::from_str(&text).unwrap();
    let schema = include_str!("schema/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

/// Every `physicalLocation` below a value.
fn locations(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(locations).collect(),
        Value::Object(map) => {
            let own = map.get("physicalLocation").into_iter();
            own.chain(map.values().flat_map(locations)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_finding_of_every_rule_is_valid() {
    let (outcome, sources) = sample();
    let log = sarif(&outcome, &sources);
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    assert_eq!(results(&log).len(), rules::ALL.len());
    assert_eq!(log["runs"][0]["columnKind"], "utf16CodeUnits");
    assert_eq!(log["runs"][0]["automationDetails"]["id"], "cors-lint/");
    let text = log.to_string();
    for unwanted in ["byteOffset", "charOffset", "markdown\":\"work", "suppressions"] {
        assert!(!text.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn an_empty_run_is_valid() {
    let log = sarif(&Outcome::default(), &Sources::default());
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(
        log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len(),
        rules::ALL.len()
    );
}

#[test]
fn a_region_is_the_text_of_its_span() {
    let (outcome, sources) = sample();
    let log = sarif(&outcome, &sources);
    let lines: Vec<Vec<u16>> =
        TEXT.split("\r\n").map(|line| line.encode_utf16().collect()).collect();
    for place in locations(&log) {
        let number = |name: &str| place["region"][name].as_u64().unwrap() as usize;
        assert_eq!(number("startLine"), number("endLine"));
        let line = &lines[number("startLine") - 1];
        let units = &line[number("startColumn") - 1..number("endColumn") - 1];
        assert_eq!(String::from_utf16(units).unwrap(), place["region"]["snippet"]["text"]);
    }
    let first = &results(&log)[0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"];
    assert_eq!(first, "resource \"aws_s3_bucket\" \"främes\"");
}

#[test]
fn a_byte_order_mark_moves_no_column() {
    let plain = Sources::default();
    plain.add("a.tf", TEXT);
    let marked = Sources::default();
    marked.add("a.tf", format!("\u{feff}{TEXT}"));
    let regions = [plain, marked].map(|sources| {
        let findings = vec![finding("missing-cors", &sources, "a.tf")];
        let log = sarif(&Outcome { findings, ..Outcome::default() }, &sources);
        results(&log)[0]["locations"].clone()
    });
    assert_eq!(regions[0], regions[1]);
}

#[test]
fn every_uri_is_relative_and_encoded() {
    let (outcome, sources) = sample();
    let log = sarif(&outcome, &sources);
    for place in locations(&log) {
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert_eq!(uri, "in%20fra/%231%20100%25%20%C3%BC.tf");
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    }
}

#[test]
fn rules_are_described_and_bound() {
    let (outcome, sources) = sample();
    let log = sarif(&outcome, &sources);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results(&log) {
        let at = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
    for rule in rules {
        assert_ne!(rule["id"], rule["name"]);
        let short = rule["shortDescription"]["text"].as_str().unwrap();
        assert!(short.ends_with('.') && short.chars().count() <= 1_024, "{short}");
        let full = rule["fullDescription"]["text"].as_str().unwrap();
        assert!(!full.is_empty() && full.chars().count() <= 1_024, "{full}");
        assert!(rule["help"]["text"].as_str().unwrap().len() > full.len());
        assert!(rule["helpUri"].as_str().unwrap().starts_with("https://"));
    }
}

#[test]
fn links_lead_to_related_locations() {
    let (outcome, sources) = sample();
    let log = sarif(&outcome, &sources);
    for result in results(&log) {
        let message = result["message"]["text"].as_str().unwrap();
        assert!(message.starts_with("Workers cannot load images"), "{message}");
        assert!(message.ends_with('.'), "{message}");
        let related = result["relatedLocations"].as_array().unwrap();
        let links: Vec<&str> = message.split("](").skip(1).collect();
        assert_eq!(links.len(), related.len());
        for (link, place) in links.iter().zip(related) {
            let number: u64 = link.split(')').next().unwrap().parse().unwrap();
            assert_eq!(place["id"], number);
        }
    }
    let message = results(&log)[0]["message"]["text"].as_str().unwrap();
    assert!(message.contains("[tagged \\[so\\] here](1)"), "{message}");
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let moved = format!("{}{TEXT}", "# one more line\r\n".repeat(10));
    let prints = [TEXT, &moved].map(|text| {
        let sources = Sources::default();
        sources.add("a.tf", text);
        let finding = finding("missing-cors", &sources, "a.tf");
        let findings = vec![finding.clone(), finding];
        let log = sarif(&Outcome { findings, ..Outcome::default() }, &sources);
        let prints = results(&log).iter().map(|result| result["partialFingerprints"].clone());
        prints.collect::<Vec<_>>()
    });
    assert_eq!(prints[0], prints[1]);
    assert_ne!(prints[0][0]["corsLint/v1"], prints[0][1]["corsLint/v1"], "the second of a kind");
    let hash = prints[0][0]["primaryLocationLineHash"].as_str().unwrap();
    assert!(hash.ends_with(":1"), "{hash}");
}

#[test]
fn two_runs_give_equal_bytes_from_wherever() {
    let repository = common::repository(".", "testdata/demo");
    let run = |path: &str| {
        let (outcome, sources) =
            common::lint(walk::scan(&[repository.path().join(path)]).unwrap(), None);
        render::render(Format::Sarif, &outcome, &sources)
    };
    let first = run("");
    assert_eq!(first, run("testdata/demo"));
    let log: Value = serde_json::from_str(&first).unwrap();
    assert!(!results(&log).is_empty());
    for place in locations(&log) {
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(repository.path().join(uri).is_file(), "{uri}");
    }
}
