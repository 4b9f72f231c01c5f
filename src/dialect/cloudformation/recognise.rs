//! Is this file a template?

use crate::syntax::node::{Entry, Node};

/// Whether the bytes look like a template, so that an error in them is worth a word: they name resources and some type.
pub fn claims_to_be_template(text: &str) -> bool {
    let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    has("Resources") && has("::")
}

/// Whether a document is a template: it has resources, and one of them has a type such as `AWS::S3::Bucket`.
pub fn is_template(root: &Node) -> bool {
    let foreign = ["apiVersion", "schemaVersion", "openapi", "swagger"];
    let Some(sections) = root.map() else { return false };
    if sections.iter().any(|entry| foreign.contains(&entry.key.as_str())) {
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
