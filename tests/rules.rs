//! Every rule is one pair of files, one page, one folder of fixtures; every fixture stands beside its snapshot.

#![cfg(test)]

mod common;
#[path = "common/render.rs"]
mod render;

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{
    check::Outcome,
    config::Settings,
    finding::Level,
    model::{Bucket, Confidence, Role},
    report::{Format, Summary},
    rule::{Check, Rule},
    rules,
    source::Sources,
    walk,
};

#[test]
fn a_rule_is_named_the_same_everywhere() {
    let list = fs::read_to_string("rules/README.md").unwrap();
    let mut ids = BTreeSet::new();
    for rule in rules::ALL {
        assert!(ids.insert(rule.id), "{} stands twice in the list", rule.id);
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
        assert!(rule.docs.starts_with(&format!("# {}\n", rule.id)), "{}: title", rule.id);
        assert!(rule.summary().ends_with('.'), "{}: summary", rule.id);
        for section in ["Why", "Bad", "Good", "When to ignore it"] {
            assert!(rule.section(section).is_some(), "{}: no section '{section}'", rule.id);
        }
        let stem = stem(rule);
        for path in
            [format!("rules/{stem}.rs"), format!("rules/{stem}.md"), format!("testdata/{stem}")]
        {
            assert!(Path::new(&path).exists(), "{path}");
        }
        let level = if rule.enabled { rule.level.name() } else { "off" };
        let row = format!("| [`{}`]({stem}.md) | {level} |", rule.id);
        assert!(list.contains(&row), "rules/README.md: no row {row}");
    }
}

#[test]
fn every_file_of_the_policy_is_a_rule() {
    for path in entries(Path::new("rules")) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_rule = stem != "mod" && stem != "README";
        assert!(!is_rule || rules::ALL.iter().any(|rule| self::stem(rule) == stem), "{stem}");
    }
}

#[test]
fn every_rule_is_tried_in_every_dialect() {
    for rule in rules::ALL.iter().filter(|rule| matches!(rule.check, Check::Bucket(_))) {
        let folder = PathBuf::from("testdata").join(stem(rule));
        for fixture in
            ["hit.tf", "hit.tf.json", "hit.yaml", "hit.json", "hit_cdk", "pass.tf", "pass.yaml"]
        {
            assert!(folder.join(fixture).exists(), "{}/{fixture}", folder.display());
        }
    }
}

/// What shows that a bucket is labeled from, and what looks like it and shows nothing.
const EVIDENCE: &[&str] = &[
    "hit_bucket_policy_of_role",
    "hit_event",
    "hit_event_rule_any",
    "hit_event_rule_machine",
    "hit_flow_role",
    "hit_function_code",
    "hit_marker",
    "hit_flow_creator",
    "hit_imported_role",
    "hit_only_readable",
    "hit_passed_role",
    "hit_role",
    "hit_role_in_environment",
    "hit_schedule",
    "hit_streaming",
    "hint_name",
    "pass_denied",
    "pass_event_of_archives",
    "pass_event_rule",
    "pass_flow_output",
    "pass_function_writes",
    "pass_monitoring",
    "pass_other_manifest",
    "pass_other_tool",
    "pass_output",
    "pass_queue_of_removed",
    "pass_stack_tags",
    "pass_text",
    "pass_text_page",
    "pass_text_read",
    "pass_training_role",
    "pass_words",
    "unknown_bucket_policy",
    "unknown_out_of_reach",
    "unknown_possible",
    "unknown_studio_role",
    "warn_bucket_policy",
    "warn_alias",
    "warn_custom_resource",
    "warn_event_rule_function",
    "warn_event_rule_machine",
    "warn_event_rule_machine_function",
    "warn_function_environment",
    "warn_function_reads",
    "warn_queue",
    "warn_role_wildcard",
    "warn_topic",
    "warn_topic_policy",
];

#[test]
fn every_kind_of_evidence_is_tried_in_every_dialect() {
    let folder = Path::new("testdata/missing_cors");
    for name in EVIDENCE {
        // a folder holds one of the dialects, where one file is not enough
        let has = |ending: &str| folder.join(format!("{name}{ending}")).exists();
        assert!(has(".tf") || has(""), "{name}: Terraform");
        assert!(has(".yaml") || has(""), "{name}: CloudFormation");
        assert!((has(".tf") || has(".yaml")) && has("_cdk"), "{name}: CDK");
    }
}

#[test]
fn fixtures_say_what_their_names_promise() {
    let mut broken = Vec::new();
    for rule in rules::ALL {
        for fixture in entries(&Path::new("testdata").join(stem(rule))) {
            if fixture.extension().is_some_and(|ending| ending == "snap" || ending == "new") {
                continue;
            }
            let name = fixture.file_name().unwrap().to_string_lossy().into_owned();
            let folder = fixture.parent().unwrap().to_string_lossy();
            let repository = common::repository(&folder, &name);
            let scan = walk::scan(&[repository.path().to_owned()]).unwrap();
            let hints = Settings { hints: true, ..Settings::default() };
            let (outcome, sources) = match name.starts_with("hint") {
                true => common::lint_with(scan, Some(rule), hints),
                false => common::lint(scan, Some(rule)),
            };
            if let Err(why) = promise(&name, rule, &outcome) {
                broken.push(format!("{}: {why}", fixture.display()));
            }
            snapshot(&fixture, &name, &shown(&name, rule, outcome, &sources));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn hints_are_told_only_when_they_are_asked_for() {
    let told = |name: &str, hints: bool| {
        let repository = common::repository("testdata/missing_cors", name);
        let scan = walk::scan(&[repository.path().to_owned()]).unwrap();
        let settings = Settings { hints, ..Settings::default() };
        let (outcome, _) = common::lint_with(scan, None, settings);
        outcome.findings.iter().filter(|finding| finding.rule == "missing-cors").count()
    };
    for name in ["hint_name.tf", "hint_name.yaml", "hint_name_cdk", "hint_tag.tf"] {
        assert_eq!((told(name, false), told(name, true)), (0, 1), "{name}");
    }
    for name in ["pass_stack_tags.tf", "pass_stack_tags.yaml", "pass_stack_tags_cdk"] {
        assert_eq!(told(name, true), 0, "{name}");
    }
}

/// What the first word of a fixture's name says of its findings.
fn promise(name: &str, rule: &Rule, outcome: &Outcome) -> Result<(), String> {
    if let Some(problem) = outcome.problems.first() {
        return Err(format!("it is not understood: {}", problem.message));
    }
    if outcome.buckets.is_empty() {
        return Err("no bucket of it is held to be in use for labeling".to_owned());
    }
    let own = |level: Level| {
        outcome.findings.iter().any(|finding| finding.rule == rule.id && finding.level == level)
    };
    let loud = outcome.findings.iter().find(|finding| finding.level > Level::Note);
    let quiet = match loud {
        Some(finding) => Err(format!("{} is loud: {}", finding.rule, finding.message)),
        None => Ok(()),
    };
    let kind = name.split(['_', '.']).next().unwrap_or_default();
    match kind {
        "hit" if own(rule.level) => Ok(()),
        "warn" if own(Level::Warning) => Ok(()),
        "hint" if own(Level::Note) => quiet,
        "hint" => Err("the rule is silent though it was asked for hints".to_owned()),
        "hit" | "warn" => Err(format!("the rule is silent, or not as loud as a {kind}")),
        "pass" if outcome.findings.iter().any(|finding| finding.rule == rule.id) => {
            Err("the rule is not silent".to_owned())
        }
        "pass" => quiet,
        "unknown" if outcome.findings.is_empty() => {
            Err("nothing says that it is unknown".to_owned())
        }
        "unknown" => quiet,
        _ => Err("a fixture's name begins with hit, warn, hint, pass or unknown".to_owned()),
    }
}

/// The findings of the rule alone, so that a change of one rule changes no other rule's snapshots; and every bucket.
fn shown(name: &str, rule: &Rule, mut outcome: Outcome, sources: &Sources) -> String {
    if !name.starts_with("unknown") {
        outcome.findings.retain(|finding| finding.rule == rule.id);
    }
    let mut text = render::render(Format::Human, &outcome, sources);
    writeln!(text, "{}", Summary::of(&outcome)).unwrap();
    for bucket in &outcome.buckets {
        writeln!(text, "{}", bucket_line(bucket, sources)).unwrap();
    }
    text
}

fn bucket_line(bucket: &Bucket, sources: &Sources) -> String {
    let place = sources.place(bucket.header.file, bucket.header.start);
    let role = match bucket.main_use().map(|main| main.role) {
        Some(Role::Input) => "input",
        _ => "output",
    };
    let confidence = match bucket.confidence() {
        Confidence::Hint => "hint",
        Confidence::Possible => "possible",
        Confidence::Likely => "likely",
        Confidence::Strong => "strong",
        Confidence::Certain => "certain",
    };
    let path = sources.path(bucket.header.file);
    format!("{} at {path}:{}:{} ({confidence} {role})", bucket.address, place.line, place.column)
}

fn snapshot(fixture: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixture.parent().unwrap().canonicalize().unwrap());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn stem(rule: &Rule) -> String {
    rule.id.replace('-', "_")
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
