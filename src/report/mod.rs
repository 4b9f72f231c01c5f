//! Writes what a run has to say, in one of the output formats.

mod baseline;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod line_hash;
mod markdown;
mod plain;
mod sarif;
mod short;
pub mod standing;
mod summary;
mod table;
#[cfg(test)]
mod tests;

pub use baseline::{drop_known, fingerprints_in};
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
    /// Code Quality of GitLab, for merge requests
    Gitlab,
    /// JUnit XML: a test for every bucket, the sound ones too
    Junit,
    /// Markdown, for the summary of a job
    Markdown,
}

/// How the list of buckets is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Listing {
    /// Columns, and each step of the evidence, for people
    Table,
    /// One object, with the same entries as `buckets` in `--format json`
    Json,
    /// A table and a graph from job and role to bucket and CORS
    Markdown,
}

impl Format {
    /// Whether people read in it what was not understood; what only programs read needs to be told beside it.
    pub fn tells_problems(self) -> bool {
        matches!(self, Format::Human | Format::Short | Format::Github)
    }
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
        Format::Gitlab => gitlab::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Markdown => markdown::write(report, out),
    }
}

/// Writes the list of buckets; fails only when `out` does.
pub fn list(listing: Listing, report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    match listing {
        Listing::Table => table::write(report, out),
        Listing::Json => json::list(report, out),
        Listing::Markdown => markdown::list(report, out),
    }
}

/// Writes only what was not understood, one line each: for a terminal beside a report for machines.
pub fn write_problems(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    short::write_problems(report, out)
}
