//! Markdown as GitHub and GitLab draw it: the summary of a job, and the list of buckets.

mod escape;
mod graph;

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use self::escape::{code, fenced, text};
use super::{Report, Summary, standing};
use crate::{
    finding::{Finding, Level, Problem},
    source::Span,
};

/// A summary of GitHub holds one megabyte; what is left out is said.
const MOST: usize = 200;

/// A table of the findings, their evidence behind a fold, and a table of all buckets.
pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    writeln!(out, "## cors-lint: {}\n", Summary::of(report.outcome))?;
    let findings = &report.outcome.findings;
    if !findings.is_empty() {
        writeln!(out, "| level | rule | bucket | place |\n|---|---|---|---|")?;
        for finding in findings.iter().take(MOST) {
            writeln!(out, "{}", row(report, finding))?;
        }
        writeln!(out)?;
        for finding in findings.iter().take(MOST) {
            fold(report, finding, out)?;
        }
    }
    left_out(findings.len(), out)?;
    problems(report, out)?;
    buckets(report, out)
}

/// A table of all buckets, and how each is known.
pub fn list(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    writeln!(out, "## Labeling buckets\n")?;
    if report.outcome.buckets.is_empty() {
        writeln!(out, "{}.", text(&Summary::of(report.outcome).to_string()))?;
    }
    buckets(report, out)?;
    graph::write(report, out)?;
    problems(report, out)
}

fn row(report: &Report, finding: &Finding) -> String {
    let rule = report.rules.iter().find(|rule| rule.id == finding.rule);
    let rule = rule
        .map_or_else(|| finding.rule.to_owned(), |rule| format!("[{}]({})", rule.id, rule.page()));
    format!(
        "| {} | {rule} | {} | {} |",
        level(finding.level),
        code(&finding.subject),
        code(&place(report, finding.at.span))
    )
}

fn level(level: Level) -> String {
    match level {
        Level::Note => level.name().to_owned(),
        Level::Warning | Level::Error => format!("**{}**", level.name()),
    }
}

/// What a click on the message unfolds: each step, what was taken for granted, what to do.
fn fold(report: &Report, finding: &Finding, out: &mut dyn WriteColor) -> io::Result<()> {
    writeln!(out, "<details><summary>{}</summary>\n", escape::html(&finding.message))?;
    for label in std::iter::once(&finding.at).chain(&finding.related) {
        let words = if label.text.is_empty() { "here" } else { &label.text };
        writeln!(out, "1. {} {}", code(&place(report, label.span)), text(words))?;
    }
    for note in &finding.notes {
        writeln!(out, "\nNote: {}", text(note))?;
    }
    if let Some(help) = &finding.help {
        let (advice, snippet) = help.split_once('\n').unwrap_or((help, ""));
        writeln!(out, "\nHelp: {}", text(advice))?;
        if !snippet.is_empty() {
            writeln!(out, "\n{}", fenced(snippet))?;
        }
    }
    writeln!(out, "\n</details>\n")
}

fn problems(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let problems = &report.outcome.problems;
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### Not understood\n")?;
    for Problem { message, at, .. } in problems.iter().take(MOST) {
        let place = at.map(|span| format!("{}: ", code(&place(report, span)))).unwrap_or_default();
        writeln!(out, "- {place}{}", text(message))?;
    }
    left_out(problems.len(), out)
}

fn buckets(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let all = &report.outcome.buckets;
    if all.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "| bucket | role | work | evidence | CORS | verdict | place |\n|---|---|---|---|---|---|---|"
    )?;
    for (bucket, loudest) in all.iter().zip(standing::loudest(report.outcome)).take(MOST) {
        let Some(main) = bucket.main_use() else { continue };
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            code(&bucket.address),
            standing::role(main.role),
            standing::work(main.work),
            standing::confidence(main.confidence),
            cors(&standing::scenarios(bucket), standing::cors(bucket)),
            verdict(loudest),
            code(&place(report, bucket.header)),
        )?;
    }
    left_out(all.len(), out)
}

fn verdict(loudest: Option<Level>) -> String {
    loudest.map_or_else(|| standing::verdict(None).to_owned(), level)
}

/// `ok`, or `missing when Env = stage, ok when Env = prod`.
fn cors(scenarios: &[(&str, &'static str)], all: &str) -> String {
    if scenarios.is_empty() {
        return all.to_owned();
    }
    let words: Vec<String> =
        scenarios.iter().map(|(when, word)| text(&format!("{word} when {when}"))).collect();
    words.join(", ")
}

fn place(report: &Report, span: Span) -> String {
    let line = report.sources.place(span.file, span.start).line;
    format!("{}:{line}", report.sources.path(span.file))
}

fn left_out(count: usize, out: &mut dyn WriteColor) -> io::Result<()> {
    match count.saturating_sub(MOST) {
        0 => Ok(()),
        left => writeln!(out, "\n{left} more are not shown; `--format json` has them."),
    }
}
