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
        // the mark is part of the first line for whoever applies this
        let mark = if before.marked { "\u{feff}" } else { "" };
        let (before, after) = (format!("{mark}{}", before.text), format!("{mark}{}", after.text));
        let diff = TextDiff::from_lines(&before, &after);
        let (old, new) = (format!("a/{path}"), format!("b/{path}"));
        out.push_str(&diff.unified_diff().context_radius(3).header(&old, &new).to_string());
    }
    out
}
