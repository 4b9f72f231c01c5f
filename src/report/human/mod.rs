//! The report for people: the source, marked and explained, and what to do.

mod excerpt;

use std::io;

use codespan_reporting::{
    diagnostic::{Diagnostic, Label as Mark, Severity},
    files,
    term::{
        Config, emit_to_write_style,
        termcolor::{Buffer, WriteColor},
    },
};
use rayon::prelude::*;

use self::excerpt::Excerpts;
use super::{Report, plain};
use crate::{
    finding::{Finding, Level, Problem},
    source::{Label, Sources, Span},
};

/// More than anyone reads; what is left out is said.
const MOST_DRAWN: usize = 500;
const MOST_RELATED: usize = 40;

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let (findings, problems) = (&report.outcome.findings, &report.outcome.problems);
    let in_color = out.supports_color();
    let first = findings.get(..MOST_DRAWN).unwrap_or(findings);
    let drawn = first.par_iter().map(|finding| {
        let mut page = if in_color { Buffer::ansi() } else { Buffer::no_color() };
        draw(of_finding(finding), &labels_of(finding), report.sources, &mut page).map(|()| page)
    });
    for page in drawn.collect::<Vec<_>>() {
        out.write_all(page?.as_slice())?;
    }
    for problem in problems.iter().take(MOST_DRAWN) {
        let label = problem.at.map(|span| Label::new(span, ""));
        draw(of_problem(problem), label.as_slice(), report.sources, out)?;
    }
    let left =
        findings.len().saturating_sub(MOST_DRAWN) + problems.len().saturating_sub(MOST_DRAWN);
    if left > 0 {
        writeln!(out, "{left} more are not drawn here; `--format short` lists all of them\n")?;
    }
    Ok(())
}

/// The place to edit first, then the evidence, then the place in the template.
fn labels_of(finding: &Finding) -> Vec<Label> {
    let mut labels = vec![finding.at.clone()];
    labels.extend(finding.related.iter().take(MOST_RELATED).cloned());
    labels.extend(finding.template.map(|span| Label::new(span, "synthesized here")));
    labels
}

fn of_finding(finding: &Finding) -> Diagnostic<usize> {
    let mut notes: Vec<String> =
        finding.notes.iter().map(|note| format!("note: {}", plain::lines(note))).collect();
    let left = finding.related.len().saturating_sub(MOST_RELATED);
    if left > 0 {
        notes.push(format!("note: {left} more places are not drawn; `--format json` has them"));
    }
    notes.extend(finding.help.iter().map(|help| format!("help: {}", plain::lines(help))));
    Diagnostic::new(severity(finding.level))
        .with_code(finding.rule)
        .with_message(plain::line(&finding.message))
        .with_notes(notes)
}

fn of_problem(problem: &Problem) -> Diagnostic<usize> {
    Diagnostic::new(severity(problem.level))
        .with_code(problem.kind)
        .with_message(plain::line(&problem.message))
}

/// Draws a diagnostic over an excerpt that holds its labels; the first label is the primary one.
fn draw(
    diagnostic: Diagnostic<usize>,
    labels: &[Label],
    sources: &Sources,
    out: &mut dyn WriteColor,
) -> io::Result<()> {
    let spans: Vec<_> = labels.iter().map(|label| first_line(label.span, sources)).collect();
    let (excerpts, marks) = Excerpts::of(&spans, sources);
    let marks = labels.iter().zip(marks).enumerate().map(|(at, (label, (file, range)))| {
        let mark = if at == 0 { Mark::primary(file, range) } else { Mark::secondary(file, range) };
        mark.with_message(plain::line(&label.text))
    });
    let diagnostic = diagnostic.with_labels(marks.collect());
    emit_to_write_style(out, &Config::default(), &excerpts, &diagnostic).map_err(
        |error| match error {
            files::Error::Io(error) => error,
            other => io::Error::other(other),
        },
    )
}

/// The part of a span that lies on its first line: a mark over many lines hides more than it shows. Where only a bracket
/// would be left, what it opens is marked with it.
fn first_line(span: Span, sources: &Sources) -> Span {
    let source = sources.get(span.file);
    let (start, end) = source.line_range(source.line_at(span.start));
    if span.end <= end {
        return span;
    }
    let end = end.max(span.start);
    let text = |from: u32| source.text.get(from as usize..end as usize).unwrap_or_default();
    let line = text(start);
    let indented = start + (line.len() - line.trim_start().len()) as u32;
    let is_bracket = matches!(text(span.start).trim_end(), "[" | "{");
    Span { start: if is_bracket { indented } else { span.start }, end, ..span }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Note => Severity::Note,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    }
}
