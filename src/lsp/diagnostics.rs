//! Findings and problems as diagnostics, file by file.

use std::collections::BTreeMap;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Message,
    Uri,
};

use super::{place, workspace::Workspace};
use crate::{
    finding::{Finding, Level, Problem},
    rules,
    source::{Label, Sources},
};

/// What is to be shown in each file, by path.
pub fn all(workspace: &Workspace) -> BTreeMap<String, Vec<Diagnostic>> {
    let sources = &workspace.sources;
    let mut out: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    let mut outside = workspace.problems();
    let inside = || workspace.outcomes().flat_map(|outcome| &outcome.problems);
    outside.retain(|one| !one.is_told_by(inside()));
    let problems = inside().chain(&outside);
    for (problem, at) in problems.filter_map(|one| Some((one, one.at?))) {
        let shown = of_problem(problem, place::range(sources, at));
        let file = out.entry(sources.path(at.file)).or_default();
        if !file.contains(&shown) {
            file.push(shown);
        }
    }
    for finding in workspace.outcomes().flat_map(|outcome| &outcome.findings) {
        let path = sources.path(finding.at.span.file);
        out.entry(path).or_default().push(of_finding(finding, sources));
    }
    out
}

pub fn of_finding(finding: &Finding, sources: &Sources) -> Diagnostic {
    let rule = rules::ALL.iter().find(|rule| rule.id == finding.rule);
    let template = finding.template.map(|span| Label::new(span, "synthesized here"));
    let related = finding.related.iter().chain(&template).map(|label| {
        let location = place::location(sources, label.span);
        DiagnosticRelatedInformation { location, message: label.text.clone() }
    });
    let mut message = finding.message.clone();
    for note in &finding.notes {
        message.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    Diagnostic {
        range: place::range(sources, finding.at.span),
        severity: Some(severity(finding.level)),
        code: Some(Code::String(finding.rule.to_owned())),
        code_description: rule.map(|rule| CodeDescription { href: Uri::from(rule.page()) }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: Message::String(message),
        tags: None,
        related_information: Some(related.collect()),
        data: None,
    }
}

fn of_problem(problem: &Problem, range: gen_lsp_types::Range) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity(problem.level)),
        code: Some(Code::String(problem.kind.to_owned())),
        code_description: None,
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: Message::String(problem.message.clone()),
        tags: None,
        related_information: None,
        data: None,
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Note => DiagnosticSeverity::Information,
    }
}
