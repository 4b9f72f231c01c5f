//! The pages of the rules and the README show what the program does: their examples are run.

#![cfg(test)]

mod common;
#[path = "common/render.rs"]
mod render;
#[path = "common/shell.rs"]
mod shell;

use std::{
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{
    check::Outcome,
    config,
    finding::{Finding, Level},
    report::Format,
    rule::Rule,
    rules,
    source::Sources,
    walk,
};

#[test]
fn a_bad_example_yields_its_rule_alone() {
    for rule in rules::ALL {
        for Example { at, outcome, report } in examples(rule, "Bad") {
            let found: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(found, [rule.id], "{}, Bad, example {at}:\n{report}", rule.id);
        }
    }
}

#[test]
fn a_good_example_yields_nothing() {
    for rule in rules::ALL {
        for Example { at, outcome, report } in examples(rule, "Good") {
            let is_loud =
                |finding: &Finding| finding.rule == rule.id || finding.level > Level::Note;
            assert!(
                !outcome.findings.iter().any(is_loud),
                "{}, Good, example {at}:\n{report}",
                rule.id
            );
            assert!(!outcome.buckets.is_empty(), "{}, Good, example {at}: no bucket", rule.id);
        }
    }
}

#[test]
fn an_ignored_example_is_silent() {
    for rule in rules::ALL {
        for Example { at, outcome, report } in examples(rule, "When to ignore it") {
            assert!(outcome.findings.is_empty(), "{}, ignored, example {at}:\n{report}", rule.id);
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
    let output = shell::run(repository.path(), &["testdata/demo"]);
    let said = shell::out(&output) + &shell::err(&output);
    let said: Vec<&str> = said.lines().map(str::trim_end).collect();
    let said = said.join("\n");
    for part in shown.split("\n\n").map(str::trim_end).filter(|text| *text != "…") {
        assert!(said.contains(part), "README.md shows\n{part}\nnot\n{said}");
    }
}

#[test]
fn the_readme_is_one_screen() {
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.lines().count() <= 60, "README.md has {} lines", readme.lines().count());
}

#[test]
fn links_between_pages_lead_somewhere() {
    let folders = [".", "docs", "rules", "testdata/terraform", "testdata/cdk"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let pages: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    let is_page = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "md");
    for page in pages.iter().filter(is_page) {
        let text = fs::read_to_string(page).unwrap();
        let folder = page.parent().unwrap();
        let name = page.display();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let leads_to = if file.is_empty() { page.clone() } else { folder.join(file) };
            let text = fs::read_to_string(&leads_to);
            assert!(text.is_ok() || leads_to.is_dir(), "{name}: {target}");
            assert!(heading.is_empty() || has_heading(&text.unwrap(), heading), "{name}: {target}");
        }
    }
}

fn has_heading(text: &str, anchor: &str) -> bool {
    let headings =
        text.lines().filter_map(|line| Some(line.strip_prefix("#")?.trim_matches(['#', ' '])));
    let anchors = headings.map(|heading| {
        let kept = |one: &char| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_');
        heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
    });
    anchors.into_iter().any(|one| one == anchor)
}

#[test]
fn the_schema_in_the_docs_is_the_one_that_is_printed() {
    let printed = shell::out(&shell::run(Path::new("."), &["schema", "config"]));
    let kept = fs::read_to_string("docs/config.schema.json").unwrap_or_default();
    assert_eq!(kept, printed, "cargo run -- schema config > docs/config.schema.json");
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

/// A code block of a page, and what is said of it.
struct Example {
    /// Its place in the section, counted from 1.
    at: usize,
    outcome: Outcome,
    report: String,
}

/// The code blocks of a section whose language is one of ours.
fn examples(rule: &Rule, section: &str) -> Vec<Example> {
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
        let (outcome, sources) = common::lint(walk::scan_text(name, code.to_owned()), Some(rule));
        assert!(outcome.problems.is_empty(), "{}, {section}: {:?}", rule.id, outcome.problems);
        let report = render::render(Format::Human, &outcome, &sources);
        Some(Example { at: at + 1, outcome, report })
    });
    ours.collect()
}
