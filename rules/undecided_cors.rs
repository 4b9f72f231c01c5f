//! Whether workers can load the images cannot be decided from the code.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors, CorsRule, Origin},
    rule::{Check, Rule, scenarios, when},
    value::{Answer, Origins},
};

pub static RULE: Rule = Rule {
    id: "undecided-cors",
    level: Level::Note,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("undecided_cors.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    if !bucket.is_shown_to_workers() {
        return;
    }
    if bucket.origin == Origin::Untraced {
        return untraced(bucket, out);
    }
    let is_open = |cors: &Cors| cors.lets_browsers_read() == Answer::Maybe;
    let Some(scenario) = scenarios(bucket, |state| is_open(&state.cors)) else { return };
    let open = bucket.states.iter().find(|state| is_open(&state.cors));
    let Some(why) = open.and_then(|state| reason(&state.cors)) else { return };
    let message = format!(
        "cannot tell whether workers can load images from '{}': {}",
        bucket.address,
        when(&format!("its CORS rules depend on {}", why.sentence()), scenario.as_deref())
    );
    let mut finding = RULE
        .finding(bucket, bucket.header, message)
        .label("the CORS rules of this bucket are not known here");
    for origin in why.all() {
        if let Some(span) = origin.span {
            finding = finding.related(span, "what it depends on");
        }
    }
    out.push(finding.help(
        "make sure that one rule allows GET from `*`, or give the value that is missing (a tfvars file, a default)",
    ));
}

fn untraced(bucket: &Bucket, out: &mut Vec<Finding>) {
    let message = format!(
        "cannot tell which bucket '{}' reads its images from: it depends on {}",
        bucket.address,
        bucket.name.as_deref().unwrap_or("values that are not known here")
    );
    out.push(
        RULE.finding(bucket, bucket.header, message)
            .label("the input of this labeling work is not known here")
            .help("tag the input bucket `Purpose = \"labeling-input\"`, and cors-lint checks it"),
    );
}

/// What an undecided configuration hangs on.
fn reason(cors: &Cors) -> Option<Origins> {
    match cors {
        Cors::Absent => None,
        Cors::Unknown { why } => Some(why.clone()),
        Cors::Rules { rules, open, .. } => {
            let unknown = rules.iter().filter(|rule| rule.lets_browsers_read() == Answer::Maybe);
            let all = unknown.flat_map(of_rule).chain(open.iter().cloned());
            all.reduce(|sum, next| sum.and(&next))
        }
    }
}

fn of_rule(rule: &CorsRule) -> Vec<Origins> {
    [&rule.methods, &rule.origins].into_iter().filter_map(|list| list.unknown.clone()).collect()
}
