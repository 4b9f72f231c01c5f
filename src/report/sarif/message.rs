//! The text of a result: plain sentences, with links to its related locations.

use crate::{finding::Finding, source::Label};

/// More links than this make no sentence; all places stand in the list beside it.
const MOST_LINKS: usize = 12;

/// What is wrong, why the bucket is held to be in use, what was taken for granted, what to do.
pub fn of(finding: &Finding, related: &[&Label]) -> String {
    let mut sentences = vec![sentence(&finding.message)];
    let links = related.iter().enumerate().take(MOST_LINKS);
    let links: Vec<String> =
        links.map(|(at, label)| format!("[{}]({})", escaped(&label.text), at + 1)).collect();
    if !links.is_empty() {
        sentences.push(format!("See: {}.", links.join(", ")));
    }
    sentences.extend(finding.notes.iter().map(|note| sentence(note)));
    sentences.extend(finding.help.iter().map(|help| sentence(advice(help))));
    sentences.join(" ")
}

/// With a capital letter and a full stop.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// The first line of a help text; a snippet that follows it is on the rule's page too.
fn advice(help: &str) -> &str {
    help.lines().next().unwrap_or_default().trim_end_matches(':')
}

/// The text of a link, in which brackets must be escaped.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        assert_eq!(sentence("no rule allows GET"), "No rule allows GET.");
        assert_eq!(sentence(""), ".");
        assert_eq!(advice("add a rule:\n  x"), "add a rule");
        assert_eq!(escaped("frames[\"a\"]"), "frames\\[\"a\"\\]");
    }
}
