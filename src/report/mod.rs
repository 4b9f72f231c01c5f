//! Writes what a run has to say, in one of the output formats.

mod fingerprint;
mod github;
mod human;
mod json;
mod line_hash;
mod plain;
mod sarif;
mod short;
mod standing;
mod summary;
#[cfg(test)]
mod tests;

pub use json::SCHEMA as JSON_SCHEMA;
pub use summary::Summary;

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use crate::{check::Outcome, rule::Rule, source::Sources};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Source, marks and help, for people
    Human,
    /// One line a finding: `path:line:column: error[rule]: message`
    Short,
    /// One object; `cors-lint schema json` describes it
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of a GitHub Actions run
    Github,
}

/// All that a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    pub outcome: &'a Outcome,
    /// Every rule of the policy, whether it found something or not.
    pub rules: &'a [&'static Rule],
    pub sources: &'a Sources,
}

/// Writes a report; fails only when `out` does.
pub fn write(format: Format, report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    match format {
        Format::Human => human::write(report, out),
        Format::Short => short::write(report, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => github::write(report, out),
    }
}

/// Writes only what was not understood, one line each: for a terminal beside a report for machines.
pub fn write_problems(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    short::write_problems(report, out)
}
