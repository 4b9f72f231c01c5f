//! The words without which there is no labeling, sought in the bytes of a file whatever their case.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, packed};

/// ASCII, in lower case.
const WORDS: &[&str] = &[
    "labeling",
    "groundtruth",
    "ground-truth",
    "ground_truth",
    "ground truth",
    "augmentedai",
    "humanloop",
    "human-loop",
    "human_loop",
    "flowdefinition",
    "flow_definition",
    "flow-definition",
    "annotation-input",
    "annotation_input",
    "annotationinput",
    "human-review",
    "human_review",
    "humanreview",
    "cors-lint",
    "sagemaker.amazonaws.com",
];

/// In bytes.
const LONGEST: usize = "sagemaker.amazonaws.com".len();

/// Every word has one of these, and little else does. A processor finds them many bytes at a time, which it cannot do
/// with whole words in any case: in each case that letters have, no more than 64 of them.
const PARTS: &[&str] = &["lin", "rut", "ugm", "hum", "flo", "nno", "rs-", "mak"];

static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut words = AhoCorasick::builder();
    words.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    words.build(WORDS).ok()
});

/// `None` where the processor knows no such instructions.
static FIRST_LOOK: LazyLock<Option<packed::Searcher>> = LazyLock::new(|| {
    let parts = PARTS.iter().flat_map(|part| in_each_case(part));
    packed::Searcher::new(parts)
});

/// Whether the text has a word of labeling; every byte of every file goes through it.
pub(super) fn is_labeling(bytes: &[u8]) -> bool {
    let Some(words) = SEARCH.as_ref() else { return true };
    let Some(parts) = FIRST_LOOK.as_ref() else { return words.is_match(bytes) };
    parts.find_iter(bytes).any(|part| {
        let end = bytes.len().min(part.end() + LONGEST);
        let around = bytes.get(part.start().saturating_sub(LONGEST)..end);
        around.is_none_or(|around| words.is_match(around))
    })
}

/// `rs-`, `Rs-`, `rS-` and `RS-` for the first of them.
fn in_each_case(part: &str) -> Vec<Vec<u8>> {
    part.bytes().fold(vec![Vec::new()], |begun, letter| {
        let mut letters = vec![letter, letter.to_ascii_uppercase()];
        letters.dedup();
        let longer = |before: &Vec<u8>| {
            let all = letters.iter().map(|letter| [before.as_slice(), &[*letter]].concat());
            all.collect::<Vec<_>>()
        };
        begun.iter().flat_map(longer).collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_in_any_case() {
        assert!(is_labeling(b"resource \"aws_sagemaker_labeling_job\""));
        assert!(is_labeling(b"AmazonSageMakerGroundTruthExecution"));
        assert!(is_labeling(b"startHumanLoop"));
        assert!(!is_labeling(b"resource \"aws_s3_bucket\" \"logs\""));
    }

    #[test]
    fn every_word_has_a_part_and_none_is_longer_than_the_longest() {
        for word in WORDS {
            assert!(PARTS.iter().any(|part| word.contains(part)), "{word}");
            assert!(word.len() <= LONGEST && !word.bytes().any(|byte| byte.is_ascii_uppercase()));
        }
    }

    #[test]
    fn the_parts_in_each_case_are_no_more_than_are_found_at_once() {
        assert_eq!(in_each_case("r-"), [b"r-", b"R-"]);
        assert!(PARTS.iter().flat_map(|part| in_each_case(part)).count() <= 64);
    }

    /// A word, perhaps without its ends, in mixed case, and blanks behind it.
    fn piece() -> impl Strategy<Value = String> {
        let cut = (0..3_usize, 0..3_usize, 0..40_usize);
        (prop::sample::select(WORDS), cut, any::<u32>()).prop_map(
            |(word, (start, end, blanks), upper)| {
                let in_case = |(at, letter): (usize, char)| match upper >> at & 1 {
                    1 => letter.to_ascii_uppercase(),
                    _ => letter,
                };
                let kept = word.chars().take(word.len() - end).skip(start);
                let letters = kept.enumerate().map(in_case);
                letters.collect::<String>() + &" ".repeat(blanks)
            },
        )
    }

    proptest! {
        #[test]
        fn the_first_look_misses_nothing(pieces in prop::collection::vec(piece(), 0..6)) {
            let text = pieces.concat();
            let words = SEARCH.as_ref().unwrap();
            prop_assert_eq!(is_labeling(text.as_bytes()), words.is_match(&text));
        }
    }
}
