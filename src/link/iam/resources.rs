//! What the resources of a statement are.

use crate::value::{Is, Part, Value};

/// `*`, or all of S3.
pub(super) fn is_everything(resource: &Value) -> bool {
    let Some(parts) = resource.as_parts() else { return false };
    let text = |part: &Part| match part {
        Part::Literal(text) => text.as_str().to_owned(),
        _ => "aws".to_owned(),
    };
    let all: String = parts.iter().map(text).collect();
    all == "*" || all.rsplit(":::").next().is_some_and(|rest| rest == "*" || rest == "*/*")
}

pub(super) fn has_wildcard(name: &Value) -> bool {
    let Is::Text(parts) = &name.is else { return false };
    let is_wild =
        |part: &Part| matches!(part, Part::Literal(text) if text.as_str().contains(['*', '?']));
    parts.iter().any(is_wild)
}
