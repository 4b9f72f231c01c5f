//! Tags and inline markers by which a bucket is declared to be labeling input.

use crate::{
    source::Span,
    value::{Is, Value},
};

/// Keys that say what a bucket is for.
const PURPOSE_KEYS: &[&str] = &["purpose", "usage", "dataclass", "role"];
/// Values of those keys that mean labeling input.
const PURPOSES: &[&str] =
    &["labelinginput", "groundtruthinput", "annotationinput", "humanreviewinput"];
/// A key that says it by itself, with a truthy value.
const MARKER_KEY: &str = "labelinginput";
const TRUTHY: &[&str] = &["true", "yes", "1", "on"];

/// A tag that declares its bucket to be labeling input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    pub key: String,
    pub value: String,
    pub span: Option<Span>,
}

/// The first declaring tag of a map of tags, where key and value are known.
pub fn marker(tags: &Value) -> Option<Marker> {
    let Is::Map(map) = &tags.is else { return None };
    map.entries.iter().find_map(|entry| {
        let value = entry.value.constant()?;
        let key = entry.key.as_str();
        if !declares(key, &value) {
            return None;
        }
        let span = match (entry.key.span(), entry.value.span) {
            (Some(key), Some(value)) => Some(key.to(value)),
            (key, value) => key.or(value),
        };
        Some(Marker { key: key.to_owned(), value, span })
    })
}

fn declares(key: &str, value: &str) -> bool {
    let (key, value) = (folded(key), folded(value));
    (key == MARKER_KEY && TRUTHY.contains(&value.as_str()))
        || (PURPOSE_KEYS.contains(&key.as_str()) && PURPOSES.contains(&value.as_str()))
}

/// Without case and the separators `-`, `_`, `:` and space.
fn folded(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, '-' | '_' | ':' | ' '));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::declares;

    #[test]
    fn spellings() {
        assert!(declares("Purpose", "labeling-input"));
        assert!(declares("labeling_input", "TRUE"));
        assert!(declares("Data Class", "Ground Truth Input"));
        assert!(!declares("labeling-input", "false"));
        assert!(!declares("Purpose", "labeling"));
        assert!(!declares("Name", "labeling-input"));
        assert!(!declares("aws-cdk:cr-owned:ground_truth_templates", "true"));
    }
}
