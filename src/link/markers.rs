//! Buckets that their authors declare to be labeling input: by a tag or by an inline marker.

use super::Found;
use crate::{
    aws::tags::Tags,
    facts::{BucketFact, Facts},
    model::{Confidence, Role, Service, Use, Work},
    place::covers,
    source::{Label, Sources},
    value::Guard,
};

/// The inline marker, after `cors-lint:`.
const MARKER: &str = "labeling-input";

pub(super) fn found(facts: &Facts, sources: &Sources, tags: &Tags) -> Vec<Found> {
    let mut out = Vec::new();
    let markers: Vec<_> =
        facts.directives.iter().filter(|directive| is_marker(&directive.text)).collect();
    for (at, bucket) in facts.buckets.iter().enumerate() {
        for (exists, own) in bucket.tags.alternatives() {
            for (also, marker) in tags.markers(&own) {
                let Some(exists) = exists.and(&also) else { continue };
                let span = marker.span.unwrap_or(bucket.header);
                let mut trail = vec![Label::new(span, marker.text)];
                trail.extend(marker.from);
                out.push(declared(at, bucket, trail, exists));
            }
        }
        for directive in &markers {
            if covers(directive, bucket.header, bucket.body, sources) {
                let label = Label::new(directive.span, "declared to be labeling input");
                out.push(declared(at, bucket, vec![label], Guard::always()));
            }
        }
    }
    out
}

/// Whether a directive is the marker; what follows it is a remark.
pub(super) fn is_marker(text: &str) -> bool {
    text.split_whitespace().next() == Some(MARKER)
}

fn declared(at: usize, bucket: &BucketFact, trail: Vec<Label>, exists: Guard) -> Found {
    Found {
        bucket: at,
        used: Use {
            role: Role::Input,
            work: Work::Unknown,
            service: Service::Declared,
            confidence: Confidence::Certain,
            public_crowd: None,
            trail,
        },
        exists: bucket.exists.and(&exists).unwrap_or(exists),
        assumptions: Vec::new(),
    }
}
