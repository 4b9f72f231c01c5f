//! Words of labeling in names, tags, comments and descriptions. They are hints, never evidence.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

/// In lower case.
const WORDS: &[&str] = &[
    "labeling",
    "labelling",
    "groundtruth",
    "ground-truth",
    "ground_truth",
    "ground truth",
    "annotation",
    "annotator",
    "augmented ai",
    "augmentedai",
    "a2i",
    "human review",
    "human-review",
    "human_review",
    "humanreview",
    "human loop",
    "human-loop",
    "human_loop",
    "humanloop",
    "mechanical turk",
    "mechanicalturk",
    "mturk",
];

/// Keys and paths that the CDK and AWS write themselves begin so, and say nothing of what the author means.
const WRITTEN_BY_TOOLS: &[&str] = &["aws-cdk:", "aws:"];

static LABELING: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS).ok());

/// The first word of labeling, its bytes in the text.
pub fn labeling(text: &str) -> Option<Range<usize>> {
    let all = LABELING.as_ref()?;
    all.find_iter(text).map(|found| found.range()).find(|found| begins(text, found))
}

/// Whether a word begins there, and not in a text of a tool's.
fn begins(text: &str, found: &Range<usize>) -> bool {
    let before = text.get(..found.start).unwrap_or_default();
    let is_upper = text.get(found.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
    let glued = before.ends_with(|c: char| {
        c.is_uppercase() || (c.is_alphanumeric() && !(is_upper && c.is_lowercase()))
    });
    let token = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).next();
    let is_own =
        token.is_none_or(|token| !WRITTEN_BY_TOOLS.iter().any(|prefix| token.starts_with(prefix)));
    !glued && is_own
}

#[cfg(test)]
mod tests {
    use super::labeling;

    #[test]
    fn words_by_their_beginning() {
        for text in ["acme-labeling", "MyGroundTruthFrames", "the A2I pages", "# ground truth of"] {
            assert!(labeling(text).is_some(), "{text}");
        }
        for text in ["data2insights", "preannotation", "relabeling", "labels", "acme-frames"] {
            assert!(labeling(text).is_none(), "{text}");
        }
        assert!(labeling("aws-cdk:cr-owned:infra/ground_truth_templates/1a2b").is_none());
        assert_eq!(labeling("acme-labeling-in"), Some(5..13));
    }
}
