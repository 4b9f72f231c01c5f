//! Code Quality of GitLab, shown in merge requests.
//!
//! Format: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use std::io;

use codespan_reporting::term::termcolor::WriteColor;
use serde::Serialize;

use super::{Report, fingerprint, plain};
use crate::{finding::Level, source::Span};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Problems without a place are left out: GitLab takes none.
pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let findings = report.outcome.findings.iter().zip(fingerprint::of_findings(report));
    let findings = findings.map(|(finding, fingerprint)| Issue {
        description: plain::line(&finding.message),
        check_name: finding.rule,
        fingerprint,
        severity: severity(finding.level),
        location: location(report, finding.at.span),
    });
    let problems = report.outcome.problems.iter().filter_map(|problem| {
        let location = location(report, problem.at?);
        Some(Issue {
            description: plain::line(&problem.message),
            check_name: problem.kind,
            fingerprint: fingerprint::of_problem(problem.kind, &problem.message, &location.path),
            severity: severity(problem.level),
            location,
        })
    });
    let mut issues: Vec<Issue> = findings.collect();
    for problem in problems {
        if issues.iter().all(|issue| issue.fingerprint != problem.fingerprint) {
            issues.push(problem);
        }
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn location(report: &Report, span: Span) -> Location {
    let line = |offset| report.sources.place(span.file, offset).line;
    Location {
        path: report.sources.path(span.file),
        lines: Lines { begin: line(span.start), end: line(span.end).max(line(span.start)) },
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Note => "info",
        Level::Warning => "minor",
        Level::Error => "major",
    }
}
