//! The pages of the rules and the README show what the program does: their examples are run.

#![cfg(test)]

mod common;

use std::{fs, path::Path};

use cors_lint::{
    check::Outcome,
    config,
    finding::Level,
    report::{Format, Summary},
    rule::Rule,
    rules,
    source::Sources,
    walk,
};

#[test]
fn a_bad_example_yields_its_rule_alone() {
    for rule in rules::ALL {
        for (at, outcome) in examples(rule, "Bad") {
            let found: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(found, [rule.id], "{}, Bad, example {at}: {outcome:#?}", rule.id);
        }
    }
}

#[test]
fn a_good_example_yields_nothing() {
    for rule in rules::ALL {
        for (at, outcome) in examples(rule, "Good") {
            let found: Vec<&str> = outcome
                .findings
                .iter()
                .filter(|finding| finding.rule == rule.id || finding.level > Level::Note)
                .map(|finding| finding.message.as_str())
                .collect();
            assert!(found.is_empty(), "{}, Good, example {at}: {found:?}", rule.id);
            assert!(!outcome.buckets.is_empty(), "{}, Good, example {at}: no bucket", rule.id);
        }
    }
}

#[test]
fn an_ignored_example_is_silent() {
    for rule in rules::ALL {
        for (at, outcome) in examples(rule, "When to ignore it") {
            assert!(outcome.findings.is_empty(), "{}, ignored, example {at}", rule.id);
        }
    }
}

#[test]
fn every_rule_shows_what_is_bad_and_what_is_good() {
    for rule in rules::ALL {
        assert!(!examples(rule, "Bad").is_empty(), "{}", rule.id);
        assert!(!examples(rule, "Good").is_empty(), "{}", rule.id);
    }
}

#[test]
fn the_readme_shows_what_the_demo_says() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, rest) = readme.split_once("$ cargo run --release -- testdata/demo\n").unwrap();
    let shown = rest.split("```").next().unwrap();
    let repository = common::repository(".", "testdata/demo");
    let scan = walk::scan(&[repository.path().join("testdata/demo")]).unwrap();
    let (outcome, sources) = common::lint(scan, None);
    let report = common::render(Format::Human, &outcome, &sources);
    let report: Vec<&str> = report.lines().map(str::trim_end).collect();
    let report = report.join("\n");
    let summary = Summary::of(&outcome).to_string();
    for finding in shown.split("\n\n").map(str::trim_end).filter(|text| *text != "…") {
        assert!(
            report.contains(finding) || summary == finding,
            "README.md shows\n{finding}\nnot\n{report}{summary}"
        );
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for page in ["README.md", "CHANGELOG.md", "docs/ci.md", "docs/configuration.md"] {
        let text = fs::read_to_string(page).unwrap();
        let folder = Path::new(page).parent().unwrap();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let text = fs::read_to_string(folder.join(file));
            assert!(text.is_ok() || folder.join(file).is_dir(), "{page}: {target}");
            let is_there = |text: &str| {
                let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
                headings.map(|line| line.to_lowercase().replace(' ', "-")).any(|one| one == heading)
            };
            assert!(heading.is_empty() || is_there(&text.unwrap()), "{page}: {target}");
        }
    }
}

#[test]
fn every_configuration_in_the_docs_is_read() {
    let text = fs::read_to_string("docs/configuration.md").unwrap();
    let blocks = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let ours: Vec<&str> = blocks.filter(|block| block.starts_with("# .cors-lint.yaml\n")).collect();
    assert!(ours.len() >= 6);
    let ids: Vec<&'static str> = rules::ALL.iter().map(|rule| rule.id).collect();
    let given =
        config::Given { base: "", rules: &ids, today: config::Date::parse("2026-01-01").unwrap() };
    for block in ours {
        let sources = Sources::default();
        let file = sources.add(config::FILE, block);
        let read = config::read(file, &sources, given);
        assert!(read.is_ok(), "{block}\n{read:?}");
    }
}

/// The outcome of each code block of a section whose language is one of ours, counted from 1.
fn examples(rule: &Rule, section: &str) -> Vec<(usize, Outcome)> {
    let text = rule.section(section).unwrap();
    let blocks = text.split("```").skip(1).step_by(2).enumerate();
    let ours = blocks.filter_map(|(at, block)| {
        let (language, code) = block.split_once('\n')?;
        let name = match language {
            "hcl" => "main.tf",
            "yaml" => "template.yaml",
            "json" => "template.json",
            _ => return None,
        };
        let (outcome, _) = common::lint(walk::scan_text(name, code.to_owned()), Some(rule));
        assert!(outcome.problems.is_empty(), "{}, {section}: {:?}", rule.id, outcome.problems);
        Some((at + 1, outcome))
    });
    ours.collect()
}
