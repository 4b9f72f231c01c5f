//! The report for programs: one stable object, described by `schema.json`.

use std::io;

use codespan_reporting::term::termcolor::WriteColor;
use serde::Serialize;

use super::{Report, Summary, fingerprint, standing};
use crate::{
    finding::{Applies, Finding, Fix, Problem},
    model::Bucket,
    source::{Label, Place, Span},
};

/// The JSON schema of this format.
pub const SCHEMA: &str = include_str!("schema.json");

/// Rises when a field goes or changes its meaning, not when one is added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: Tool,
    summary: Counts,
    findings: Vec<FindingEntry<'a>>,
    buckets: Vec<BucketEntry<'a>>,
    problems: Vec<ProblemEntry<'a>>,
}

/// The list of buckets alone.
#[derive(Serialize)]
struct List<'a> {
    schema: u32,
    tool: Tool,
    buckets: Vec<BucketEntry<'a>>,
    problems: Vec<ProblemEntry<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

const TOOL: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

#[derive(Serialize)]
struct Counts {
    files: usize,
    buckets: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    known: usize,
    ignored: usize,
}

#[derive(Serialize)]
struct Location {
    path: String,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Remark<'a> {
    location: Location,
    message: &'a str,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    bucket: &'a str,
    also: &'a [String],
    location: Location,
    template: Option<Location>,
    related: Vec<Remark<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<FixEntry<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    title: &'a str,
    applies: &'a str,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    #[serde(flatten)]
    location: Location,
    text: &'a str,
}

#[derive(Serialize)]
struct BucketEntry<'a> {
    address: &'a str,
    location: Location,
    template: Option<Location>,
    role: &'a str,
    work: &'a str,
    confidence: &'a str,
    cors: &'a str,
    verdict: &'a str,
    evidence: Vec<Remark<'a>>,
}

#[derive(Serialize)]
struct ProblemEntry<'a> {
    level: &'a str,
    kind: &'a str,
    message: &'a str,
    location: Option<Location>,
}

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let summary = Summary::of(report.outcome);
    let fingerprints = fingerprint::of_findings(report).into_iter();
    let document = Document {
        schema: VERSION,
        tool: TOOL,
        summary: Counts {
            files: summary.files,
            buckets: summary.buckets,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            known: summary.known,
            ignored: summary.ignored,
        },
        findings: report
            .outcome
            .findings
            .iter()
            .zip(fingerprints)
            .map(|(finding, fingerprint)| self::finding(report, finding, fingerprint))
            .collect(),
        buckets: buckets(report),
        problems: problems(report),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes the buckets without the findings.
pub fn list(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let list =
        List { schema: VERSION, tool: TOOL, buckets: buckets(report), problems: problems(report) };
    serde_json::to_writer_pretty(&mut *out, &list)?;
    writeln!(out)
}

fn buckets<'a>(report: &Report<'a>) -> Vec<BucketEntry<'a>> {
    let all = report.outcome.buckets.iter().zip(standing::loudest(report.outcome));
    all.filter_map(|(one, loudest)| bucket(report, one, standing::verdict(loudest))).collect()
}

fn problems<'a>(report: &Report<'a>) -> Vec<ProblemEntry<'a>> {
    report.outcome.problems.iter().map(|one| problem(report, one)).collect()
}

fn finding<'a>(report: &Report, finding: &'a Finding, fingerprint: String) -> FindingEntry<'a> {
    FindingEntry {
        rule: finding.rule,
        level: finding.level.name(),
        message: &finding.message,
        bucket: &finding.subject,
        also: &finding.also,
        location: location(report, finding.at.span),
        template: finding.template.map(|span| location(report, span)),
        related: remarks(report, &finding.related),
        notes: &finding.notes,
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(|one| fix(report, one)),
        fingerprint,
    }
}

fn fix<'a>(report: &Report, fix: &'a Fix) -> FixEntry<'a> {
    let edits = fix.edits.iter();
    FixEntry {
        title: &fix.title,
        applies: match fix.applies {
            Applies::Safe => "safe",
            Applies::Unsafe => "unsafe",
            Applies::Shown => "shown",
        },
        edits: edits
            .map(|edit| EditEntry { location: location(report, edit.span), text: &edit.text })
            .collect(),
    }
}

fn bucket<'a>(report: &Report, bucket: &'a Bucket, verdict: &'a str) -> Option<BucketEntry<'a>> {
    let main = bucket.main_use()?;
    Some(BucketEntry {
        address: &bucket.address,
        location: location(report, bucket.header),
        template: bucket.template.map(|span| location(report, span)),
        role: standing::role(main.role),
        work: standing::work(main.work),
        confidence: standing::confidence(main.confidence),
        cors: standing::cors(bucket),
        verdict,
        evidence: remarks(report, &main.trail),
    })
}

fn problem<'a>(report: &Report, problem: &'a Problem) -> ProblemEntry<'a> {
    ProblemEntry {
        level: problem.level.name(),
        kind: problem.kind,
        message: &problem.message,
        location: problem.at.map(|span| location(report, span)),
    }
}

fn remarks<'a>(report: &Report, labels: &'a [Label]) -> Vec<Remark<'a>> {
    labels
        .iter()
        .map(|label| Remark { location: location(report, label.span), message: &label.text })
        .collect()
}

fn location(report: &Report, span: Span) -> Location {
    let point = |offset| {
        let Place { line, column } = report.sources.place(span.file, offset);
        Point { line, column }
    };
    Location {
        path: report.sources.path(span.file),
        start: point(span.start),
        end: point(span.end),
    }
}
