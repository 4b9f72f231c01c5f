//! Ignores: read, applied, and reported when they silence nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{
    config::{self, Settings},
    facts::Directive,
    finding::{Finding, Problem},
    model::{Bucket, Cors},
    nearest::did_you_mean,
    place::covers,
    rule::{Check, Ignore, Rule},
    source::{Label, Sources, Span},
};

/// All ignores that can speak of a project, and which of them did something.
pub struct Ignores<'a> {
    written: Vec<Written>,
    configured: &'a [config::Ignore],
    used: Used,
}

/// The ignores that silenced something, or would have: by their place, for each rule.
pub type Used = HashSet<(Span, String)>;

/// An ignore that stands in the code.
struct Written {
    directive: Directive,
    rules: Vec<String>,
}

/// The ignores among the directives, and those of the configuration; a directive that says nothing known is a problem.
pub fn ignores<'a>(
    directives: &[Directive],
    settings: &'a Settings,
    rules: &[&'static Rule],
    problems: &mut Vec<Problem>,
) -> Ignores<'a> {
    let mut by_place: BTreeMap<Span, &Directive> = BTreeMap::new();
    for directive in directives {
        by_place.entry(directive.span).or_insert(directive);
    }
    let mut written = Vec::new();
    for directive in by_place.into_values() {
        match read(directive, rules) {
            Ok(rules) => {
                written.extend(rules.map(|rules| Written { directive: directive.clone(), rules }))
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ignores { written, configured: &settings.ignores, used: Used::new() }
}

/// The rules of `ignore[rule, rule] reason`; `None` for the marker `labeling-input`.
fn read(directive: &Directive, rules: &[&'static Rule]) -> Result<Option<Vec<String>>, Problem> {
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
            let hint = match did_you_mean(name, rules.iter().map(|rule| rule.id)) {
                none if none.is_empty() => "; `cors-lint rules` lists them".to_owned(),
                hint => hint,
            };
            let message = format!("there is no rule '{name}'{hint}");
            return Err(Problem::error("unknown-rule", message, at));
        }
    }
    Ok(Some(names))
}

impl Ignores<'_> {
    /// The findings of one bucket that no ignore silences, and those that one does.
    pub fn apply(
        &mut self,
        bucket: &Bucket,
        findings: Vec<Finding>,
        sources: &Sources,
    ) -> (Vec<Finding>, Vec<Finding>) {
        let written: Vec<&Written> =
            self.written.iter().filter(|one| speaks_of(&one.directive, bucket, sources)).collect();
        let path = sources.path(bucket.header.file);
        let configured: Vec<&config::Ignore> = self
            .configured
            .iter()
            .filter(|one| one.address.matches_address(&bucket.address))
            .filter(|one| one.path.as_ref().is_none_or(|paths| paths.covers(&path)))
            .collect();
        let (mut kept, mut ignored) = (Vec::new(), Vec::new());
        for mut finding in findings {
            let mut silenced = false;
            let names = |rules: &[String]| rules.iter().any(|rule| rule == finding.rule);
            for ignore in written.iter().filter(|one| names(&one.rules)) {
                silenced = true;
                self.used.insert((ignore.directive.span, finding.rule.to_owned()));
            }
            let mut over = Vec::new();
            for ignore in configured.iter().filter(|one| names(&one.rules)) {
                silenced |= !ignore.expired;
                over.extend(ignore.until.filter(|_| ignore.expired).map(|day| {
                    Label::new(ignore.span, format!("the ignore of this finding ended on {day}"))
                }));
                self.used.insert((ignore.span, finding.rule.to_owned()));
            }
            if silenced {
                ignored.push(finding);
            } else {
                finding.related.extend(over);
                kept.push(finding);
            }
        }
        (kept, ignored)
    }

    /// The findings about ignores in the code that silenced nothing; and which ignores of the configuration did.
    pub fn finish(self, active: &[&'static Rule]) -> (Vec<Finding>, Used) {
        let all = self.written.into_iter().map(|one| Ignore {
            span: one.directive.span,
            rules: one.rules,
            address: None,
        });
        (unused(all, &self.used, active), self.used)
    }
}

/// The findings about ignores of the configuration that silenced nothing in any project.
pub fn unused_entries(settings: &Settings, used: &Used, active: &[&'static Rule]) -> Vec<Finding> {
    let all = settings.ignores.iter().map(|one| Ignore {
        span: one.span,
        rules: one.rules.clone(),
        address: Some(one.address.text().to_owned()),
    });
    unused(all, used, active)
}

/// What is silenced by nothing, as far as its rules were run.
fn unused(
    all: impl Iterator<Item = Ignore>,
    used: &Used,
    active: &[&'static Rule],
) -> Vec<Finding> {
    let run: BTreeSet<&str> = active.iter().map(|rule| rule.id).collect();
    let mut out = Vec::new();
    for mut ignore in all {
        let span = ignore.span;
        ignore.rules.retain(|rule| !used.contains(&(span, rule.clone())));
        if ignore.rules.is_empty() || !ignore.rules.iter().all(|rule| run.contains(rule.as_str())) {
            continue;
        }
        for rule in active {
            if let Check::Ignore(check) = rule.check {
                check(&ignore, &mut out);
            }
        }
    }
    out
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
