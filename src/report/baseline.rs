//! What an earlier SARIF report holds already.

use std::collections::HashSet;

use serde::Deserialize;

use super::fingerprint;
use crate::{check::Outcome, source::Sources};

#[derive(Deserialize)]
struct Log {
    runs: Vec<Run>,
}

#[derive(Deserialize)]
struct Run {
    tool: Tool,
    #[serde(default)]
    results: Vec<Entry>,
}

#[derive(Deserialize)]
struct Tool {
    driver: Driver,
}

#[derive(Deserialize)]
struct Driver {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    partial_fingerprints: Fingerprints,
}

#[derive(Default, Deserialize)]
struct Fingerprints {
    #[serde(rename = "corsLint/v1")]
    cors_lint: Option<String>,
}

/// The fingerprints in a SARIF report; runs of other tools beside ours do not count.
///
/// # Errors
/// Why it is not a report of ours.
pub fn fingerprints_in(text: &str) -> Result<HashSet<String>, String> {
    let log: Log = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| error.to_string())?;
    let ours: Vec<Run> =
        log.runs.into_iter().filter(|run| run.tool.driver.name == env!("CARGO_PKG_NAME")).collect();
    if ours.is_empty() {
        return Err("it holds no run of cors-lint".to_owned());
    }
    let results = ours.into_iter().flat_map(|run| run.results);
    Ok(results.filter_map(|one| one.partial_fingerprints.cors_lint).collect())
}

/// Takes away the findings whose fingerprints are known, and counts them.
pub fn drop_known(outcome: &mut Outcome, known: &HashSet<String>, sources: &Sources) {
    let prints = fingerprint::of(&outcome.findings, sources);
    let mut is_known = prints.into_iter().map(|print| known.contains(&print));
    let all = outcome.findings.len();
    outcome.findings.retain(|_| !is_known.next().unwrap_or(false));
    outcome.known = all - outcome.findings.len();
}

#[cfg(test)]
mod tests {
    use super::fingerprints_in;

    #[test]
    fn only_reports_of_ours_are_a_baseline() {
        let wrong = [
            "",
            "{}",
            "[]",
            r#"{"runs": []}"#,
            r#"{"runs": [{"tool": {"driver": {"name": "x"}}}]}"#,
        ];
        wrong.iter().for_each(|text| assert!(fingerprints_in(text).is_err(), "{text}"));
        let text = r#"{"runs": [{"tool": {"driver": {"name": "cors-lint"}}, "results": [
            {"partialFingerprints": {"corsLint/v1": "a:1"}}, {}
        ]}]}"#;
        assert_eq!(fingerprints_in(text).unwrap(), ["a:1".to_owned()].into());
    }
}
