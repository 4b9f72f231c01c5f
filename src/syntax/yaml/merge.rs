//! Merge keys: `<<: *defaults` lends a map the entries that it does not have.

use std::collections::HashSet;

use crate::finding::Problem;

use super::{
    super::node::{Entry, Node},
    frame::Pairs,
};

/// Puts the entries of every merged map before the map's own. Its own keys win over merged ones, an earlier map of a list
/// over a later one.
pub fn merge(pairs: &mut Pairs, problems: &mut Vec<Problem>) {
    if pairs.merges.is_empty() {
        return;
    }
    let mut seen: HashSet<String> =
        pairs.entries.iter().map(|entry| entry.key.as_str().to_owned()).collect();
    let mut merged: Vec<Entry> = Vec::new();
    for source in pairs.merges.iter().flat_map(maps) {
        let Some(entries) = source.map() else {
            let message = "`<<` takes a map or a list of maps";
            problems.push(Problem::warning("merge-key", message, source.span));
            continue;
        };
        merged.extend(
            entries.iter().filter(|entry| seen.insert(entry.key.as_str().to_owned())).cloned(),
        );
    }
    merged.append(&mut pairs.entries);
    pairs.entries = merged;
}

fn maps(value: &Node) -> &[Node] {
    value.list().unwrap_or(std::slice::from_ref(value))
}
