//! What makes a finding the same finding in the next run, wherever its line has moved to.

use std::collections::HashMap;

use super::Report;
use crate::{finding::Finding, source::Sources};

/// One fingerprint a finding, in their order: a hash of rule, bucket and path, and `:n` for the n-th of the same.
pub fn of_findings(report: &Report) -> Vec<String> {
    of(&report.outcome.findings, report.sources)
}

pub fn of(findings: &[Finding], sources: &Sources) -> Vec<String> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let hashes = findings.iter().map(|finding| {
        let path = sources.path(finding.at.span.file);
        hash(&[finding.rule, &finding.subject, &path])
    });
    hashes
        .map(|hash| {
            let count = seen.entry(hash).or_insert(0);
            *count += 1;
            format!("{hash:016x}:{count}")
        })
        .collect()
}

/// The same for a problem, which has no bucket: its place counts as little, its words as much.
pub fn of_problem(kind: &str, message: &str, path: &str) -> String {
    format!("{:016x}", hash(&[kind, message, path]))
}

/// FNV-1a over the parts, each ended by a byte that no UTF-8 text holds.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
