//! Is this file a template?

use crate::syntax::node::{Entry, Node};

/// Keys at the top of what other tools read: Kubernetes, documents of Systems Manager, OpenAPI.
const FOREIGN: &[&str] = &["apiVersion", "schemaVersion", "openapi", "swagger"];

/// The key at the top that only templates have.
const VERSION: &str = "AWSTemplateFormatVersion";

/// Whether the bytes may be a template, so that they are worth reading: they name resources and some type.
pub fn may_be_template(text: &str) -> bool {
    let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    (has("Resources") && has("::")) || has(VERSION)
}

/// Whether a text that cannot be read claims to be a template, so that its error is worth a word: its sections stand at
/// the top, those of no other tool do, and something has a type.
pub fn claims_to_be_template(text: &str) -> bool {
    let text = behind_remarks(text);
    let is_flow = text.starts_with('{');
    let keys = || text.lines().filter(|line| is_content(line));
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let top = keys().map(indent).min().unwrap_or_default();
    let has = |name: &str| match is_flow {
        // how deep a key stands cannot be told where a bracket may be missing
        true => text.match_indices(name).any(|(at, _)| is_key(text, at, name)),
        false => keys().any(|line| {
            let key = line.get(top..).unwrap_or_default().trim_start_matches(['"', '\'']);
            key.starts_with(name) && is_key(key, 0, name)
        }),
    };
    let has_section = has(VERSION) || (has("Resources") && names_type(text));
    has_section && !FOREIGN.iter().any(|name| has(name))
}

/// What begins the lines that a merge leaves where two sides differ.
pub const CONFLICT: &str = "<<<<<<< ";

/// Without what may stand before a template, whether it may stay there or not: blanks, comments, the mark of a merge.
pub fn behind_remarks(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let is_line = ["#", "//", CONFLICT].iter().any(|mark| rest.starts_with(mark));
        let behind = match rest.strip_prefix("/*") {
            Some(comment) => comment.split_once("*/"),
            None => rest.split_once('\n').filter(|_| is_line),
        };
        match behind {
            Some((_, behind)) => rest = behind.trim_start_matches(['\n', '\r']),
            None => return rest,
        }
    }
}

/// Neither blank nor a comment nor between documents.
fn is_content(line: &str) -> bool {
    let first = line.trim_start().chars().next();
    first.is_some_and(|first| !matches!(first, '#' | '%' | '-'))
}

/// Whether a colon follows the name at this place, and its quote if it has one.
fn is_key(text: &str, at: usize, name: &str) -> bool {
    let rest = text.get(at + name.len()..).unwrap_or_default();
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start_matches(' ');
    rest.starts_with(':') && !rest.starts_with("::")
}

/// `Type: AWS::S3::Bucket`, in quotes or without.
fn names_type(text: &str) -> bool {
    text.match_indices("::").any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let before = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let before = before.trim_end_matches([' ', '"', '\'']);
        let key = before.strip_suffix(':').unwrap_or_default();
        key.trim_end_matches([' ', '"', '\'']).ends_with("Type")
    })
}

/// Whether a document is a template: it has resources, and one of them has a type such as `AWS::S3::Bucket`.
pub fn is_template(root: &Node) -> bool {
    let Some(sections) = root.map() else { return false };
    if sections.iter().any(|entry| FOREIGN.contains(&entry.key.as_str())) {
        return false;
    }
    let resources = root.get("Resources").and_then(Node::map).unwrap_or_default();
    resources.iter().any(is_resource)
}

fn is_resource(entry: &Entry) -> bool {
    let key = entry.key.as_str();
    if key.starts_with("Fn::ForEach::") || key == "Fn::Transform" {
        return true;
    }
    let kind = entry.value.get("Type").and_then(Node::as_str).unwrap_or_default();
    let vendor = kind.split_once("::").map(|(vendor, _)| vendor).unwrap_or_default();
    !vendor.is_empty() && vendor.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_text_claims_by_its_sections() {
        let claims = |text: &str| claims_to_be_template(text);
        assert!(claims("Resources:\n  A:\n    Type: AWS::S3::Bucket\n   x: [\n"));
        assert!(claims("# a\n---\n  'Resources' :\n    A: { 'Type': 'AWS::S3::Bucket'\n"));
        assert!(claims("{\"Resources\": {\"A\": {\"Type\": \"Custom::A\""));
        assert!(claims("{Resources: {A: {Type: AWS::S3::Bucket"));
        let json = "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}";
        for before in ["// a\n", "/* a\n b */\n\n", "<<<<<<< HEAD\n", "# a\n// b\r\n"] {
            assert!(claims(&format!("{before}{json}")), "{before}");
            assert!(!claims(&format!("{before}{{\"swagger\": 2, {json}")), "{before}");
        }
        assert!(claims("<<<<<<< HEAD\nResources:\n  A:\n    Type: AWS::S3::Bucket\n"));
        assert!(!claims("data:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n"));
        assert!(!claims("Resources: Type AWS::S3::Bucket ["));
        assert!(!claims("Resources of AWS:\n\tType: AWS::S3::Bucket\n"));
        assert!(!claims("apiVersion: v1\nResources:\n  A:\n   Type: AWS::S3::Bucket\n  - x"));
        assert!(!claims("{\"swagger\": 2, \"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\""));
    }
}
