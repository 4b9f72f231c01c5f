//! The same infrastructure in each language gets the same verdicts.

mod cloudformation;
mod terraform;
mod yaml;

use std::collections::BTreeSet;

use cors_lint::{check::Outcome, dialect::Project, source::Sources};

use crate::{infrastructure, judged};

const MANIFEST: &str = r#"{"version": "55.0.0", "artifacts": {"App": {"type": "aws:cloudformation:stack",
    "properties": {"templateFile": "App.template.json"}}}}"#;

#[test]
fn every_language_gets_the_same_verdicts() {
    let (mut cases, mut findings) = (0, 0);
    for buckets in infrastructure::all() {
        let template = cloudformation::template(&buckets);
        let json = serde_json::to_string_pretty(&template).unwrap();
        let texts = [
            ("main.tf", terraform::native(&buckets)),
            ("main.tf.json", terraform::json(&buckets).to_string()),
            ("template.yaml", yaml::written(&template)),
            ("template.json", json.clone()),
            ("cdk.out/App.template.json", json),
        ];
        let said = texts.map(|(path, text)| (path, said(path, &text), text));
        let (_, first, _) = &said[0];
        for (path, other, text) in &said {
            assert_eq!(other, first, "{path} of {buckets:#?}:\n{text}");
            cases += 1;
        }
        findings += first.iter().filter(|line| !line.starts_with("labeling")).count();
    }
    println!("{cases} cases, {findings} findings");
    assert!(cases >= 700 && findings >= 200, "{cases} cases, {findings} findings");
}

/// What is said of each bucket, by its own name alone.
fn said(path: &str, text: &str) -> BTreeSet<String> {
    let sources = Sources::default();
    sources.add(path, text);
    let project = match path.split_once('/') {
        Some((directory, _)) => {
            sources.add(format!("{directory}/manifest.json"), MANIFEST);
            Project::Assembly { directory: directory.to_owned() }
        }
        None if path.starts_with("main") => Project::Terraform { directories: vec![String::new()] },
        None => Project::Templates { paths: vec![path.to_owned()] },
    };
    let outcome = judged(project, &sources);
    assert!(outcome.problems.is_empty(), "{path}: {:?}\n{text}", outcome.problems);
    named(&outcome)
}

fn named(outcome: &Outcome) -> BTreeSet<String> {
    let own = |address: &str| {
        let name = address.rsplit(['.', '/']).next().unwrap_or(address);
        name.to_lowercase()
    };
    let findings = outcome.findings.iter();
    let mut out: BTreeSet<String> =
        findings.map(|one| format!("{} {:?} {}", one.rule, one.level, own(&one.subject))).collect();
    out.extend(outcome.buckets.iter().map(|one| format!("labeling {}", own(&one.address))));
    out
}
