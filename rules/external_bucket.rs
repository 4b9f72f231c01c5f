//! The bucket is named here and declared elsewhere.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Origin},
    rule::{Check, Rule},
};

pub static RULE: Rule = Rule {
    id: "external-bucket",
    level: Level::Note,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("external_bucket.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let is_unseen = bucket.origin == Origin::External && bucket.states.is_empty();
    if !is_unseen || !bucket.is_shown_to_workers() {
        return;
    }
    let name = bucket.name.as_deref().unwrap_or(&bucket.address);
    let message = format!(
        "cannot see the CORS rules of bucket '{name}': labeling reads it, and it is declared elsewhere"
    );
    let call = if name.contains('$') { "<its name>" } else { name };
    out.push(
        RULE.finding(bucket, bucket.header, message)
            .label("no bucket of this name is declared here")
            .help(format!("ask S3 itself: aws s3api get-bucket-cors --bucket {call}")),
    );
}
