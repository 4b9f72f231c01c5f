//! `cors-lint: …` in the comments and the metadata of a template.

use crate::{
    facts::Directive,
    source::Span,
    syntax::node::{Entry, Kind, Node},
};

use super::template::{Resource, Template};

/// What introduces a directive.
const NAME: &str = "cors-lint";

/// Every directive of a template.
pub fn directives(template: &Template) -> Vec<Directive> {
    let comments = template.comments.iter().filter_map(|comment| {
        let text = comment.text.trim_start().strip_prefix(NAME)?.trim_start().strip_prefix(':')?;
        Some(Directive { text: text.trim().to_owned(), span: comment.span, on: None })
    });
    let metadata = template.resources.iter().flat_map(in_metadata);
    comments.chain(metadata).collect()
}

/// `Metadata: {cors-lint: {labeling-input: true, ignore: [missing-cors]}}`, or the same as text.
fn in_metadata(resource: &Resource) -> Vec<Directive> {
    let metadata = resource.node.get("Metadata").and_then(|node| node.entry(NAME));
    let Some(metadata) = metadata else { return Vec::new() };
    let on = Some(resource.body());
    let directive = |text: String, span: Span| Directive { text, span, on };
    match &metadata.value.kind {
        Kind::Map(entries) => {
            let written = entries.iter().filter_map(|entry| Some((words(entry)?, entry)));
            written
                .map(|(text, entry)| directive(text, entry.key_span.to(entry.value.span)))
                .collect()
        }
        _ => texts(&metadata.value).map(|(text, span)| directive(text, span)).collect(),
    }
}

/// `labeling-input: true` as `labeling-input` and `ignore: [a, b]` as `ignore[a, b]`; `None` for what is switched off.
fn words(entry: &Entry) -> Option<String> {
    let key = entry.key.as_str();
    match &entry.value.kind {
        Kind::Bool { is: false, .. } => None,
        Kind::Bool { is: true, .. } | Kind::Null => Some(key.to_owned()),
        // the reason belongs to the ignore beside it
        _ if key == "reason" => None,
        _ => {
            let all: Vec<String> = texts(&entry.value).map(|(text, _)| text).collect();
            Some(match key {
                "ignore" => format!("ignore[{}]", all.join(", ")),
                _ => format!("{key} {}", all.join(", ")),
            })
        }
    }
}

fn texts(node: &Node) -> impl Iterator<Item = (String, Span)> {
    let items = node.list().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(|item| Some((item.as_str()?.to_owned(), item.span)))
}
