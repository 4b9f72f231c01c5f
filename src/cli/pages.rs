//! What can be read about the rules and the formats.

use super::Failure;
use crate::{report, rules};

/// A line for each rule: its name, its level, what it means.
pub fn rules() -> String {
    let widest = rules::ALL.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let lines = rules::ALL
        .iter()
        .map(|rule| format!("{:widest$}  {:7}  {}\n", rule.id, rule.level.name(), rule.summary()));
    lines.collect()
}

/// The page of a rule, as it stands in the repository.
pub fn explain(id: &str) -> Result<String, Failure> {
    let rule = rules::ALL.iter().find(|rule| rule.id == id).ok_or_else(|| {
        let names: Vec<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
        Failure::new(format!("there is no rule '{id}'"))
            .help(format!("the rules are {}", names.join(", ")))
    })?;
    Ok(rule.docs.to_owned())
}

pub fn schema() -> String {
    report::JSON_SCHEMA.to_owned()
}
