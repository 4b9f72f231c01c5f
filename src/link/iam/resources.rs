//! What the resources of a statement are.

use crate::value::{Is, Part, Value};

/// `*`, or all of S3.
pub(super) fn is_everything(resource: &Value) -> bool {
    let Some(all) = outline(resource) else { return false };
    all == "*" || all.rsplit(":::").next().is_some_and(|rest| rest == "*" || rest == "*/*")
}

/// Which objects of its bucket a resource is.
pub(super) enum Objects {
    /// The bucket alone.
    None,
    Some,
    All,
}

pub(super) fn objects(resource: &Value) -> Objects {
    let Some(all) = outline(resource) else { return Objects::Some };
    let path = all.rsplit(":::").next().unwrap_or_default();
    match path.split_once('/') {
        None => Objects::None,
        Some((_, "*")) => Objects::All,
        Some(_) => Objects::Some,
    }
}

/// The text of a resource, with a word in place of each of its symbols.
fn outline(resource: &Value) -> Option<String> {
    let text = |part: &Part| match part {
        Part::Literal(text) => text.as_str().to_owned(),
        _ => "aws".to_owned(),
    };
    Some(resource.as_parts()?.iter().map(text).collect())
}

pub(super) fn has_wildcard(name: &Value) -> bool {
    let Is::Text(parts) = &name.is else { return false };
    let is_wild =
        |part: &Part| matches!(part, Part::Literal(text) if text.as_str().contains(['*', '?']));
    parts.iter().any(is_wild)
}
