//! The text under every reported span is exactly the text that the message speaks of: of every fixture, at every
//! finding, in the template behind it and at every label. A span that is off by one character at either end fails.

#![cfg(test)]

#[path = "../common/mod.rs"]
mod common;
mod fixtures;
mod forms;
mod headers;
mod kinds;
mod seen;
mod shapes;

use std::collections::BTreeMap;

use cors_lint::{
    check::Outcome,
    finding::Finding,
    source::{Sources, Span},
};

use fixtures::fixtures;
use seen::Seen;

/// One span of a report, and what is said of it.
struct Said<'o> {
    finding: &'o Finding,
    label: &'o str,
    span: Span,
    is_template: bool,
}

#[test]
fn every_span_holds_exactly_what_is_said_of_it() {
    let mut wrong = BTreeMap::new();
    let (mut spans, mut shifted) = (0, 0);
    for fixture in fixtures() {
        for said in said(&fixture.outcome) {
            spans += 1;
            let place = format!("{}, {}", fixture.name, said.finding.rule);
            if !holds(&said, said.span, &fixture.sources) {
                let text = fixture.sources.slice(said.span);
                wrong.insert(format!("'{}' at {text:?}", said.label), place);
                continue;
            }
            for other in shifts(said.span, &fixture.sources) {
                shifted += 1;
                if holds(&said, other, &fixture.sources) {
                    let text = fixture.sources.slice(other);
                    wrong.insert(format!("'{}' would do at {text:?}", said.label), place.clone());
                }
            }
        }
    }
    println!("{spans} spans, {shifted} shifted ones");
    let lines: Vec<String> = wrong.iter().map(|(what, place)| format!("{place}: {what}")).collect();
    assert!(wrong.is_empty(), "{} kinds\n{}", wrong.len(), lines.join("\n"));
    assert!(spans >= 600, "only {spans} spans");
}

fn said(outcome: &Outcome) -> Vec<Said<'_>> {
    let mut out = Vec::new();
    for finding in &outcome.findings {
        let mut say =
            |label, span, is_template| out.push(Said { finding, label, span, is_template });
        say(finding.at.text.as_str(), finding.at.span, false);
        finding.related.iter().for_each(|one| say(&one.text, one.span, false));
        finding.template.iter().for_each(|span| say("synthesized here", *span, true));
    }
    out
}

fn holds(said: &Said, span: Span, sources: &Sources) -> bool {
    let seen = Seen::new(span, sources);
    if !seen.is_whole() {
        return false;
    }
    if said.is_template {
        return headers::is_logical_id(&seen, &said.finding.subject);
    }
    forms::speaks_of(&seen, said.finding, said.label)
}

/// The span with one character more or less at either end, or moved by one.
fn shifts(span: Span, sources: &Sources) -> Vec<Span> {
    let source = sources.get(span.file);
    let move_by = |at: u32, by: i64| at.checked_add_signed(by as i32);
    let all = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1)].into_iter();
    let all = all.filter_map(|(first, last)| {
        let (start, end) = (move_by(span.start, first)?, move_by(span.end, last)?);
        Some(Span { start, end, ..span })
    });
    all.filter(|one| source.text.get(one.start as usize..one.end as usize).is_some()).collect()
}
