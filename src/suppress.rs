//! Ignores: read, applied, and reported when they silence nothing.

use std::collections::{BTreeMap, HashSet};

use crate::{
    facts::Directive,
    finding::{Finding, Problem},
    model::{Bucket, Cors},
    place::covers,
    rule::{Check, Ignore, Rule},
    source::{Label, Sources, Span},
};

/// All ignores of a project, and which of them did something.
pub struct Ignores {
    all: Vec<Ignore>,
    used: HashSet<(Span, String)>,
}

/// The ignores among the directives; a directive that says nothing known is a problem.
pub fn ignores(
    directives: &[Directive],
    rules: &[&'static Rule],
    problems: &mut Vec<Problem>,
) -> Ignores {
    let mut by_place: BTreeMap<Span, &Directive> = BTreeMap::new();
    for directive in directives {
        by_place.entry(directive.span).or_insert(directive);
    }
    let mut all = Vec::new();
    for directive in by_place.into_values() {
        match read(directive, rules) {
            Ok(ignore) => all.extend(ignore),
            Err(problem) => problems.push(problem),
        }
    }
    Ignores { all, used: HashSet::new() }
}

/// `ignore[rule, rule] reason`; `None` for the marker `labeling-input`.
fn read(directive: &Directive, rules: &[&'static Rule]) -> Result<Option<Ignore>, Problem> {
    let text = directive.text.trim();
    if text.split_whitespace().next() == Some("labeling-input") {
        return Ok(None);
    }
    let at = directive.span;
    let Some(list) = text.strip_prefix("ignore") else {
        let message = format!(
            "cors-lint does not know '{}': write `cors-lint: ignore[rule] reason` or `cors-lint: labeling-input`",
            text.split_whitespace().next().unwrap_or_default()
        );
        return Err(Problem::error("unknown-directive", message, at));
    };
    let names = list.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let Some((names, _reason)) = names else {
        let message =
            "an ignore names its rules in brackets: `cors-lint: ignore[missing-cors] reason`";
        return Err(Problem::error("unknown-directive", message, at));
    };
    let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
    for name in &names {
        if !rules.iter().any(|rule| rule.id == name) {
            let message = format!("there is no rule '{name}'{}", nearest(name, rules));
            return Err(Problem::error("unknown-rule", message, at));
        }
    }
    Ok(Some(Ignore { directive: directive.clone(), rules: names }))
}

/// `; did you mean 'missing-cors'?`
fn nearest(name: &str, rules: &[&'static Rule]) -> String {
    let near = rules.iter().map(|rule| (distance(name, rule.id), rule.id)).min();
    match near {
        Some((distance, id)) if distance <= 4 => format!("; did you mean '{id}'?"),
        _ => "; `cors-lint rules` lists them".to_owned(),
    }
}

/// How many letters must be added, removed or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().take(64).enumerate() {
        let mut next = vec![i + 1];
        for (j, d) in b.iter().enumerate() {
            let change = row.get(j).copied().unwrap_or(0) + usize::from(c != *d);
            let remove = row.get(j + 1).copied().unwrap_or(0) + 1;
            let add = next.get(j).copied().unwrap_or(0) + 1;
            next.push(change.min(remove).min(add));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

impl Ignores {
    /// The findings of one bucket that no ignore silences.
    pub fn apply(
        &mut self,
        bucket: &Bucket,
        findings: Vec<Finding>,
        sources: &Sources,
    ) -> Vec<Finding> {
        let mine: Vec<&Ignore> = self
            .all
            .iter()
            .filter(|ignore| speaks_of(&ignore.directive, bucket, sources))
            .collect();
        let mut kept = Vec::new();
        for finding in findings {
            let mut silenced = false;
            for ignore in &mine {
                if ignore.rules.iter().any(|rule| rule == finding.rule) {
                    silenced = true;
                    self.used.insert((ignore.directive.span, finding.rule.to_owned()));
                }
            }
            if !silenced {
                kept.push(finding);
            }
        }
        kept
    }

    /// The findings about ignores that silenced nothing.
    pub fn unused(&self, rules: &[&'static Rule]) -> Vec<Finding> {
        let mut out = Vec::new();
        for ignore in &self.all {
            let is_used =
                |rule: &String| self.used.contains(&(ignore.directive.span, rule.clone()));
            let idle: Vec<String> =
                ignore.rules.iter().filter(|rule| !is_used(rule)).cloned().collect();
            let judged = |name: &String| rules.iter().any(|rule| rule.id == name);
            if idle.is_empty() || !idle.iter().all(judged) {
                continue;
            }
            let idle = Ignore { directive: ignore.directive.clone(), rules: idle };
            for rule in rules {
                if let Check::Ignore(check) = rule.check {
                    check(&idle, &mut out);
                }
            }
        }
        out
    }
}

/// An ignore speaks of a bucket when it covers its block, its CORS block, its template's block, or a call that made it.
fn speaks_of(directive: &Directive, bucket: &Bucket, sources: &Sources) -> bool {
    let around = |header: Span, body: Span| covers(directive, header, body, sources);
    let cors = bucket.states.iter().filter_map(|state| match &state.cors {
        Cors::Rules { header, span, .. } => Some((*header, *span)),
        _ => None,
    });
    around(bucket.header, bucket.body)
        || bucket.template.is_some_and(|template| around(template, bucket.body))
        || cors.into_iter().any(|(header, span)| around(header, span))
        || bucket.callers.iter().any(|Label { span, .. }| around(*span, *span))
}
