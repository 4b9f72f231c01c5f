//! One line a finding, in the form that editors and problem matchers read.

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use super::{Report, plain};
use crate::{
    finding::{Level, Problem},
    source::{Sources, Span},
};

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    for finding in &report.outcome.findings {
        let head = head(report.sources, finding.at.span, finding.level, finding.rule);
        writeln!(out, "{head}: {}", plain::line(&finding.message))?;
    }
    write_problems(report, out)
}

pub fn write_problems(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    for Problem { level, kind, message, at } in &report.outcome.problems {
        let head = match at {
            Some(span) => head(report.sources, *span, *level, kind),
            None => format!("{}[{kind}]", level.name()),
        };
        writeln!(out, "{head}: {}", plain::line(message))?;
    }
    Ok(())
}

/// `infra/main.tf:1:1: error[missing-cors]`
fn head(sources: &Sources, span: Span, level: Level, name: &str) -> String {
    let place = sources.place(span.file, span.start);
    let path = plain::line(&sources.path(span.file));
    format!("{path}:{}:{}: {}[{name}]", place.line, place.column, level.name())
}
