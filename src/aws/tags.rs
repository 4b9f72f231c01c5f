//! Tags and inline markers by which a bucket is declared to be labeling input.

use crate::{
    source::{Label, Span},
    text::Text,
    value::{Guard, Is, Value},
};

/// Keys that say what a bucket is for.
const PURPOSE_KEYS: &[&str] = &["purpose", "usage", "dataclass", "role"];
/// Values of those keys that mean labeling input.
const PURPOSES: &[&str] =
    &["labelinginput", "groundtruthinput", "annotationinput", "humanreviewinput"];
/// A key that says it by itself, with a truthy value.
const MARKER_KEY: &str = "labelinginput";
const TRUTHY: &[&str] = &["true", "yes", "1", "on"];

/// What stands between the key and the value of one tag, in bytes, is shorter.
const NEAR: u32 = 200;

/// A tag that declares its bucket to be labeling input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// What is said of the tag where it stands.
    pub text: String,
    /// The tag, or its key alone.
    pub span: Option<Span>,
    /// Where its value stands, and how it came to the tag, when that is elsewhere.
    pub from: Vec<Label>,
}

/// Which tags declare a bucket: the built-in ones, and a project's own.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// Keys and values, folded.
    own: Vec<(String, String)>,
    no_built_in: bool,
}

impl Tags {
    /// A tag with this key and one of these values declares a bucket.
    pub fn add<'a>(&mut self, key: &str, values: impl IntoIterator<Item = &'a str>) {
        let key = folded(key);
        self.own.extend(values.into_iter().map(|value| (key.clone(), folded(value))));
    }

    pub fn without_built_in(self) -> Tags {
        Tags { no_built_in: true, ..self }
    }

    pub fn has_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// The first declaring tag of a map of tags that is always there, where key and value are known; else each of them,
    /// with what it hangs on.
    pub fn markers(&self, tags: &Value) -> Vec<(Guard, Marker)> {
        let Is::Map(map) = &tags.is else { return Vec::new() };
        let mut out = Vec::new();
        for entry in &map.entries {
            for (guard, value) in entry.value.alternatives() {
                let is_chosen = matches!(entry.value.is, Is::Either(_));
                let Some(marker) = self.marker(&entry.key, &value, is_chosen) else { continue };
                if guard.is_always() {
                    return vec![(guard, marker)];
                }
                out.push((guard, marker));
            }
        }
        out
    }

    /// `is_chosen`: among several values, so that more than this one may stand behind the key.
    fn marker(&self, name: &Text, value: &Value, is_chosen: bool) -> Option<Marker> {
        let (key, word) = (name.as_str(), value.constant()?);
        if !self.declares(key, &word) {
            return None;
        }
        let text = format!("tagged as labeling input: {key} = {word}");
        let span = match (name.span(), value.span) {
            (Some(key), Some(value)) if value.contains(key) => Some(value),
            (Some(key), Some(value)) if !is_chosen && is_beside(key, value) => Some(key.to(value)),
            (Some(at), Some(written)) => {
                let text = format!("tagged as labeling input: its {key} is {word}");
                let mut from = vec![Label::new(written, format!("'{word}' is written here"))];
                from.extend(value.via.iter().cloned());
                return Some(Marker { text, span: Some(at), from });
            }
            (key, value) => key.or(value),
        };
        Some(Marker { text, span, from: Vec::new() })
    }

    fn declares(&self, key: &str, value: &str) -> bool {
        let (key, value) = (folded(key), folded(value));
        let built_in = (key == MARKER_KEY && TRUTHY.contains(&value.as_str()))
            || (PURPOSE_KEYS.contains(&key.as_str()) && PURPOSES.contains(&value.as_str()));
        (built_in && !self.no_built_in) || self.own.contains(&(key, value))
    }
}

/// Whether a value is written behind its key, not where the key refers to.
fn is_beside(key: Span, value: Span) -> bool {
    key.file == value.file && (key.end..key.end.saturating_add(NEAR)).contains(&value.start)
}

/// Without case and the separators `-`, `_`, `:` and space.
fn folded(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, '-' | '_' | ':' | ' '));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Tags;

    #[test]
    fn spellings() {
        let declares = |key: &str, value: &str| Tags::default().declares(key, value);
        assert!(declares("Purpose", "labeling-input"));
        assert!(declares("labeling_input", "TRUE"));
        assert!(declares("Data Class", "Ground Truth Input"));
        assert!(!declares("labeling-input", "false"));
        assert!(!declares("Purpose", "labeling"));
        assert!(!declares("Name", "labeling-input"));
        assert!(!declares("aws-cdk:cr-owned:ground_truth_templates", "true"));
    }

    #[test]
    fn a_project_has_tags_of_its_own() {
        let mut tags = Tags::default();
        tags.add("Data-Class", ["vision raw", "gold"]);
        assert!(
            tags.declares("dataclass", "Vision_Raw") && tags.declares("Purpose", "labeling-input")
        );
        assert!(!tags.declares("dataclass", "silver"));
        let alone = tags.without_built_in();
        assert!(
            alone.declares("dataclass", "gold") && !alone.declares("Purpose", "labeling-input")
        );
    }
}
