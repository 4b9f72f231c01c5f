//! What cors-lint says of each bucket, from one run over the whole tree.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::shell::{err, out, run};

/// The rules that say that workers cannot load the images, or not for sure for long.
pub const RULES: &[&str] =
    &["missing-cors", "cors-without-get", "cors-without-any-origin", "rejected-cors"];

#[derive(Debug, Default)]
pub struct Verdict {
    /// The state that the report's table of buckets gives.
    pub state: String,
    /// Those of `RULES` that found something.
    pub found: Vec<String>,
}

/// The verdicts by the addresses of the buckets.
pub fn verdicts(tree: &Path) -> BTreeMap<String, Verdict> {
    let output = run(tree, &["--format", "json", "--exit-zero", "."]);
    let report: Value =
        serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(0), "{}", err(&output));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut all: BTreeMap<String, Verdict> = BTreeMap::new();
    for bucket in report["buckets"].as_array().unwrap() {
        let verdict = Verdict { state: text(&bucket["cors"]), found: Vec::new() };
        assert!(all.insert(text(&bucket["address"]), verdict).is_none(), "{bucket}");
    }
    for finding in report["findings"].as_array().unwrap() {
        let rule = text(&finding["rule"]);
        if RULES.contains(&rule.as_str()) {
            all.get_mut(finding["bucket"].as_str().unwrap()).unwrap().found.push(rule);
            continue;
        }
        assert_eq!(rule, "hidden-origin-header", "{finding:#}");
    }
    all
}
