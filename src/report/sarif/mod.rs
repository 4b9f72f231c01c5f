//! SARIF 2.1.0: one run, every rule, each finding with its evidence as related locations.
//!
//! Standard: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; what GitHub takes of it:
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.

mod locations;
mod message;
mod model;
mod rules;
mod uri;

use std::{collections::HashMap, io};

use codespan_reporting::term::termcolor::WriteColor;

use self::{
    locations::{artifact, location, region},
    model::{
        ArtifactChange, ArtifactLocation, AutomationDetails, BaseIds, DescriptorReference, Driver,
        Fingerprints, Fix, Invocation, Log, LogicalLocation, Notification, Outcome, Replacement,
        Run, Text, Tool,
    },
};
use super::{Report, fingerprint, line_hash};
use crate::{
    finding::{self, Finding, Problem},
    source::{FileId, Label},
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// GitHub shows at most this many related places of a result.
const MOST_RELATED: usize = 100;

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run(report)] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn run(report: &Report) -> Run {
    let root = report.sources.root().and_then(uri::directory);
    let directory = |uri: String| ArtifactLocation { uri, uri_base_id: None };
    Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: report.rules.iter().map(|rule| rules::descriptor(rule)).collect(),
            },
        },
        automation_details: AutomationDetails { id: "cors-lint/" },
        invocations: [Invocation {
            execution_successful: true,
            working_directory: root.clone().map(directory),
            tool_execution_notifications: report
                .outcome
                .problems
                .iter()
                .map(|problem| notification(report, problem))
                .collect(),
        }],
        original_uri_base_ids: root.map(|uri| BaseIds { root: directory(uri) }),
        column_kind: "utf16CodeUnits",
        results: results(report),
    }
}

fn notification(report: &Report, problem: &Problem) -> Notification {
    Notification {
        descriptor: DescriptorReference { id: problem.kind },
        level: problem.level.name(),
        message: Text { text: message::sentence(&problem.message) },
        locations: problem.at.iter().map(|span| location(report.sources, *span)).collect(),
    }
}

fn results(report: &Report) -> Vec<Outcome> {
    let mut hashes: HashMap<FileId, Vec<String>> = HashMap::new();
    let findings = report.outcome.findings.iter().zip(fingerprint::of_findings(report));
    findings
        .map(|(finding, cors_lint)| {
            let file = finding.at.span.file;
            let hashes = hashes.entry(file).or_insert_with(|| line_hashes(report, file));
            let line = report.sources.get(file).line_at(finding.at.span.start);
            let primary_location_line_hash = hashes.get(line).cloned();
            result(report, finding, Fingerprints { primary_location_line_hash, cors_lint })
        })
        .collect()
}

/// The hashes of a file as it lies on disk, its byte-order mark included.
fn line_hashes(report: &Report, file: FileId) -> Vec<String> {
    let source = report.sources.get(file);
    match source.marked {
        true => line_hash::of_lines(&format!("\u{feff}{}", source.text)),
        false => line_hash::of_lines(&source.text),
    }
}

fn result(report: &Report, finding: &Finding, partial_fingerprints: Fingerprints) -> Outcome {
    let mut first = location(report.sources, finding.at.span);
    first
        .logical_locations
        .push(LogicalLocation { fully_qualified_name: finding.subject.clone(), kind: "resource" });
    let template = finding.template.map(|span| Label::new(span, "synthesized here"));
    let related: Vec<&Label> = finding.related.iter().chain(&template).take(MOST_RELATED).collect();
    Outcome {
        rule_id: finding.rule,
        rule_index: report.rules.iter().position(|rule| rule.id == finding.rule).unwrap_or(0),
        kind: "fail",
        level: finding.level.name(),
        message: Text { text: message::of(finding, &related) },
        locations: [first],
        related_locations: related
            .iter()
            .enumerate()
            .map(|(at, label)| {
                let mut location = location(report.sources, label.span);
                location.id = Some(at + 1);
                location.message = Some(Text { text: message::sentence(&label.text) });
                location
            })
            .collect(),
        partial_fingerprints,
        fixes: finding.fix.iter().map(|one| fix(report, one)).collect(),
    }
}

fn fix(report: &Report, fix: &finding::Fix) -> Fix {
    let changes = fix.edits.iter().map(|edit| ArtifactChange {
        artifact_location: artifact(report.sources, edit.span.file),
        replacements: vec![Replacement {
            deleted_region: region(report.sources, edit.span),
            inserted_content: Text { text: edit.text.clone() },
        }],
    });
    Fix {
        description: Text { text: message::sentence(&fix.title) },
        artifact_changes: changes.collect(),
    }
}
