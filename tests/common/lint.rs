//! Runs the engine as the command line does.

use cors_lint::{
    check::Outcome, config::Settings, judge::judge, rule::Rule, rules, source::Sources, walk::Scan,
};

/// What a run has to say; one rule is on even if it is off by itself.
pub fn lint(scan: Scan, rule: Option<&Rule>) -> (Outcome, Sources) {
    lint_with(scan, rule, Settings::default())
}

/// The same with settings of its own.
pub fn lint_with(scan: Scan, rule: Option<&Rule>, mut settings: Settings) -> (Outcome, Sources) {
    settings.levels.extend(rule.map(|rule| (rule.id.to_owned(), Some(rule.level))));
    let mut outcome = judge(&scan.projects, &scan.sources, rules::ALL, &settings);
    outcome.files = scan.files;
    outcome.add_outside(&scan.problems);
    (outcome, scan.sources)
}
