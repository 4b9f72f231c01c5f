//! Rules as SARIF describes them: all of it comes from the rule's page, never from a finding.

use super::model::{Configuration, Help, ReportingDescriptor, RuleProperties, Text};
use crate::{finding::Level, rule::Rule};

/// GitHub cuts a longer description, in characters.
const LONGEST_DESCRIPTION: usize = 1_024;
const TAGS: &[&str] = &["aws", "cors", "labeling", "s3", "sagemaker"];

pub fn descriptor(rule: &Rule) -> ReportingDescriptor {
    ReportingDescriptor {
        id: rule.id,
        name: pascal_case(rule.id),
        short_description: Text { text: rule.summary() },
        full_description: Text { text: why(rule) },
        help: Help { text: rule.docs, markdown: rule.docs },
        help_uri: rule.page(),
        default_configuration: Configuration { enabled: rule.enabled, level: rule.level.name() },
        properties: RuleProperties {
            tags: TAGS,
            precision: "high",
            severity: match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "recommendation",
            },
        },
    }
}

/// The first paragraphs of the section "Why" that fit.
fn why(rule: &Rule) -> String {
    let section = rule.section("Why").unwrap_or_default();
    let mut out = String::new();
    for paragraph in section.split("\n\n") {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let next = format!("{out}{}{}", if out.is_empty() { "" } else { "\n\n" }, words.join(" "));
        if next.chars().count() > LONGEST_DESCRIPTION {
            break;
        }
        out = next;
    }
    if out.is_empty() { rule.summary() } else { out }
}

/// `missing-cors` as `MissingCors`.
fn pascal_case(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}
