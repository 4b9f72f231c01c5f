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
    // another template or root of the tree may declare it, where the name is not known
    let (why, call) = match name.contains('$') {
        true => ("which bucket that is, is not known here", "<its name>"),
        false => ("it is declared elsewhere", name),
    };
    let message =
        format!("cannot see the CORS rules of bucket '{name}': labeling reads it, and {why}");
    out.push(
        RULE.finding(bucket, bucket.header, message)
            .label("no bucket of this name is declared here")
            .help(format!("ask S3 itself: aws s3api get-bucket-cors --bucket {call}")),
    );
}
