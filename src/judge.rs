//! From projects to an outcome: facts, links, rules, ignores; in parallel, and in the same order every time.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::{
    check::{Outcome, check, grouped},
    dialect::{self, Project},
    finding::{Finding, Level, Problem},
    link::link,
    model::Bucket,
    rule::Rule,
    source::{Sources, Span},
    suppress::ignores,
};

/// Judges every project by itself.
pub fn judge(projects: &[Project], sources: &Sources, rules: &[&'static Rule]) -> Outcome {
    let outcomes: Vec<Outcome> = projects
        .par_iter()
        .map(|project| {
            let judged = AssertUnwindSafe(|| judge_one(project, sources, rules));
            catch_unwind(judged).unwrap_or_else(|_| broken(project))
        })
        .collect();
    let mut sum = Outcome::default();
    for outcome in outcomes {
        sum.findings.extend(outcome.findings);
        sum.buckets.extend(outcome.buckets);
        sum.problems.extend(outcome.problems);
    }
    sort(&mut sum, sources);
    sum
}

fn judge_one(project: &Project, sources: &Sources, rules: &[&'static Rule]) -> Outcome {
    let facts = dialect::facts(project, sources);
    let buckets = link(&facts, sources);
    let mut problems = facts.problems;
    let mut ignores = ignores(&facts.directives, rules, &mut problems);
    let mut findings = Vec::new();
    for bucket in &buckets {
        let own = check(rules, std::slice::from_ref(bucket));
        findings.extend(ignores.apply(bucket, own, sources));
    }
    let mut findings = grouped(findings);
    findings.extend(ignores.unused(rules));
    Outcome { findings, buckets, problems, files: 0 }
}

/// A defect of cors-lint itself costs one project, and says so.
fn broken(project: &Project) -> Outcome {
    let place = match project {
        Project::Assembly { directory } => directory.clone(),
        Project::Templates { paths } => paths.join(", "),
        Project::Terraform { directories } => directories.join(", "),
    };
    let message = format!(
        "cors-lint failed on '{place}' and did not check it; this is a defect of cors-lint, please report it"
    );
    let problem = Problem { level: Level::Error, kind: "internal", message, at: None };
    Outcome { problems: vec![problem], ..Outcome::default() }
}

/// By path, place, rule and subject.
fn sort(outcome: &mut Outcome, sources: &Sources) {
    let place = |span: Span| (sources.path(span.file), span.start, span.end);
    outcome.findings.sort_by_cached_key(|one: &Finding| {
        (place(one.at.span), one.rule, one.subject.clone(), one.message.clone())
    });
    outcome.buckets.sort_by_cached_key(|one: &Bucket| (place(one.header), one.address.clone()));
    outcome.problems.sort_by_cached_key(|one| (one.at.map(place), one.message.clone()));
    outcome.problems.dedup();
}
