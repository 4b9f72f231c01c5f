//! What the fixes change, as a unified diff.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::Change;
use crate::source::Sources;

/// For `git apply` and `patch -p1`; empty where nothing changes.
pub fn diff(changes: &BTreeMap<String, Change>, sources: &Sources) -> String {
    let mut out = String::new();
    for (path, change) in changes {
        let (before, after) = (sources.get(change.before), sources.get(change.after));
        let diff = TextDiff::from_lines(&before.text, &after.text);
        let (old, new) = (format!("a/{path}"), format!("b/{path}"));
        out.push_str(&diff.unified_diff().context_radius(3).header(&old, &new).to_string());
    }
    out
}
