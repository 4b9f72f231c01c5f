//! From projects to an outcome: facts, links, rules, ignores; in parallel, and in the same order every time.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
};

use rayon::prelude::*;

use crate::{
    check::{Outcome, check, grouped, set_levels},
    config::Settings,
    dialect::{self, Project},
    finding::{Finding, Level, Problem},
    link::{add_configured, fitting, link},
    model::{Bucket, Language},
    rule::Rule,
    source::{Sources, Span, parent},
    suppress::{Used, ignores, unused_entries},
};

/// Judges every project by itself, with the rules that the settings leave on.
pub fn judge(
    projects: &[Project],
    sources: &Sources,
    rules: &[&'static Rule],
    settings: &Settings,
) -> Outcome {
    let mut judged: Vec<(usize, Judged)> = largest_first(projects)
        .into_iter()
        .par_bridge()
        .map(|(at, project)| {
            let judged = AssertUnwindSafe(|| judge_one(project, sources, rules, settings));
            (at, catch_unwind(judged).unwrap_or_else(|_| broken(project)))
        })
        .collect();
    judged.sort_unstable_by_key(|(at, _)| *at);
    let (mut sum, mut used, mut fitting) = (Outcome::default(), Used::new(), BTreeSet::new());
    for (_, one) in judged {
        sum.findings.extend(one.outcome.findings);
        sum.buckets.extend(one.outcome.buckets);
        sum.problems.extend(one.outcome.problems);
        sum.ignored += one.outcome.ignored;
        used.extend(one.used);
        fitting.extend(one.fitting);
    }
    sum.findings = grouped(sum.findings);
    if settings.complete {
        let active = active(rules, settings);
        let mut unused = unused_entries(settings, &used, &active);
        set_levels(&active, &mut unused, settings);
        sum.findings.extend(unused);
        sum.problems.extend(idle_declarations(settings, &fitting));
    }
    sort(&mut sum, sources);
    sum
}

/// The projects with their places; what takes long comes first, so that nothing is left to wait for at the end.
fn largest_first(projects: &[Project]) -> Vec<(usize, &Project)> {
    let mut all: Vec<(usize, &Project)> = projects.iter().enumerate().collect();
    all.sort_by_key(|(_, project)| match project {
        Project::Templates { paths } => (0, Reverse(paths.len())),
        Project::Assembly { .. } => (1, Reverse(0)),
        Project::Terraform { directories } => (2, Reverse(directories.len())),
    });
    all
}

/// One project's outcome, and which entries of the configuration took effect.
#[derive(Default)]
struct Judged {
    outcome: Outcome,
    used: Used,
    /// The declarations that some bucket fits, by their place in the settings.
    fitting: BTreeSet<usize>,
}

fn active(rules: &[&'static Rule], settings: &Settings) -> Vec<&'static Rule> {
    rules.iter().copied().filter(|rule| rule.level_in(settings).is_some()).collect()
}

fn judge_one(
    project: &Project,
    sources: &Sources,
    rules: &[&'static Rule],
    settings: &Settings,
) -> Judged {
    let mut facts = dialect::facts(project, sources, settings);
    add_configured(&mut facts, sources);
    let buckets = link(&facts, sources, settings);
    let fitting = fitting(&facts, sources, settings);
    let active = active(rules, settings);
    let (mut problems, directives) =
        (mem::take(&mut facts.problems), mem::take(&mut facts.directives));
    // facts are many small pieces: they are given back while their buckets are judged
    let (found, ()) = rayon::join(
        || {
            let shared = shared(&buckets);
            let all = buckets.par_iter().map(|bucket| {
                let mut own = check(&active, bucket, settings);
                if shared.contains(&(bucket.address.as_str(), bucket.header)) {
                    name_caller(&mut own, bucket, sources);
                }
                own
            });
            all.collect::<Vec<_>>()
        },
        || drop(facts),
    );
    let mut ignores = ignores(&directives, settings, rules, &mut problems);
    let (mut findings, mut ignored) = (Vec::new(), Vec::new());
    for (bucket, own) in buckets.iter().zip(found) {
        let (kept, silenced) = ignores.apply(bucket, own, sources);
        findings.extend(kept);
        ignored.extend(silenced);
    }
    let ignored = grouped(ignored).len();
    let (mut unused, used) = ignores.finish(&active);
    set_levels(&active, &mut unused, settings);
    findings.extend(unused);
    let outcome = Outcome { findings, buckets, problems, ignored, ..Outcome::default() };
    Judged { outcome, used, fitting }
}

/// The addresses that buckets of one module have in several roots that call it: nothing else tells those in words.
fn shared(buckets: &[Bucket]) -> HashSet<(&str, Span)> {
    let mut seen = HashSet::new();
    let places = buckets.iter().map(|bucket| (bucket.address.as_str(), bucket.header));
    places.filter(|place| !seen.insert(*place)).collect()
}

/// Says in the first line of findings which directory, or which template, the calls to a bucket begin in.
fn name_caller(findings: &mut [Finding], bucket: &Bucket, sources: &Sources) {
    let Some(call) = bucket.callers.first() else { return };
    let path = sources.path(call.span.file);
    let from = match bucket.language {
        Language::CloudFormationYaml | Language::CloudFormationJson => path.as_ref(),
        _ => Some(parent(&path)).filter(|root| !root.is_empty()).unwrap_or("."),
    };
    for finding in findings {
        finding.message.push_str(&format!(", called from {from}"));
    }
}

/// Declarations of the configuration that fit no bucket: a bucket was renamed, or the name never was right.
fn idle_declarations(settings: &Settings, fitting: &BTreeSet<usize>) -> Vec<Problem> {
    let all = settings.buckets.iter().enumerate().filter(|(at, _)| !fitting.contains(at));
    let message = "this entry fits no bucket; the run goes on as if it were not there";
    all.map(|(_, one)| Problem::warning("unused-declaration", message, one.span)).collect()
}

/// A defect of cors-lint itself costs one project, and says so.
fn broken(project: &Project) -> Judged {
    let place = match project {
        Project::Assembly { directory } => directory.clone(),
        Project::Templates { paths } => paths.join(", "),
        Project::Terraform { directories } => directories.join(", "),
    };
    let message = format!(
        "cors-lint failed on '{place}' and did not check it; this is a defect of cors-lint, please report it"
    );
    let problem = Problem { level: Level::Error, kind: "internal", message, at: None };
    let outcome = Outcome { problems: vec![problem], ..Outcome::default() };
    Judged { outcome, ..Judged::default() }
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
