//! What must hold of every configuration: what is said of it hangs neither on how it is written down, nor in which language,
//! nor on what lies beside it, nor on the run.

#![cfg(test)]

#[path = "../common/mod.rs"]
mod common;
mod dialects;
mod fixtures;
mod formatting;
mod infrastructure;
mod neighbours;
#[path = "../common/random.rs"]
mod random;
#[path = "../common/render.rs"]
mod render;
mod runs;
mod spans;

use std::collections::BTreeSet;

use cors_lint::{
    check::Outcome, config::Settings, dialect::Project, judge::judge, rules, source::Sources,
};

/// Rule, level and bucket of each finding, and each sound bucket.
type Verdict = BTreeSet<String>;

fn verdict(outcome: &Outcome) -> Verdict {
    let findings = outcome.findings.iter();
    let mut out: Verdict =
        findings.map(|one| format!("{} {:?} {}", one.rule, one.level, one.subject)).collect();
    out.extend(outcome.buckets.iter().map(|bucket| format!("labeling {}", bucket.address)));
    out.extend(outcome.problems.iter().map(|one| format!("problem {}: {}", one.kind, one.message)));
    out
}

fn judged(project: Project, sources: &Sources) -> Outcome {
    judge(&[project], sources, rules::ALL, &Settings::default())
}
