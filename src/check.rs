//! Runs every rule over every bucket that labeling touches.

use crate::{
    finding::{Finding, Level, Problem},
    model::{Bucket, Confidence},
    rule::{Check, Rule},
};

/// All that a run has to say.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Sorted by path, place and rule.
    pub findings: Vec<Finding>,
    /// Every bucket held to be in use for labeling, the sound ones too, sorted by path and place.
    pub buckets: Vec<Bucket>,
    pub problems: Vec<Problem>,
    /// How many files were looked at.
    pub files: usize,
}

/// The findings of all rules about these buckets, in the order of the rules.
pub fn check(rules: &[&'static Rule], buckets: &[Bucket]) -> Vec<Finding> {
    let mut out = Vec::new();
    for bucket in buckets {
        let first = out.len();
        for rule in rules {
            if let Check::Bucket(check) = rule.check {
                check(bucket, &mut out);
            }
        }
        let most = most_level(bucket);
        out.iter_mut().skip(first).for_each(|finding| finding.level = finding.level.min(most));
    }
    out
}

/// How loud a finding may be, by the evidence that labeling uses the bucket at all.
fn most_level(bucket: &Bucket) -> Level {
    match bucket.confidence() {
        Confidence::Possible => Level::Note,
        Confidence::Likely => Level::Warning,
        Confidence::Strong | Confidence::Certain => Level::Error,
    }
}
