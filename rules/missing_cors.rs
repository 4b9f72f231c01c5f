//! No CORS rules at all.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors},
    rule::{Check, Rule, remedy, scenarios, when},
};

pub static RULE: Rule = Rule {
    id: "missing-cors",
    level: Level::Error,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("missing_cors.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    if !bucket.is_shown_to_workers() {
        return;
    }
    let Some(scenario) = scenarios(bucket, |state| state.cors == Cors::Absent) else { return };
    let message = format!(
        "workers cannot load images from '{}': {}",
        bucket.address,
        when("the bucket has no CORS rules", scenario.as_deref())
    );
    out.push(
        RULE.finding(bucket, bucket.header, message)
            .label(when("no CORS rules for this bucket", scenario.as_deref()))
            .help(remedy(bucket)),
    );
}
