//! CORS rules, none of which allows GET.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors},
    rule::{Check, Rule, remedy, scenarios, when},
    value::Answer,
};

pub static RULE: Rule = Rule {
    id: "cors-without-get",
    level: Level::Error,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("cors_without_get.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    if !bucket.is_shown_to_workers() {
        return;
    }
    let Some(scenario) = scenarios(bucket, |state| never_allows_get(&state.cors)) else { return };
    let message = format!(
        "workers cannot load images from '{}': {}",
        bucket.address,
        when("none of its CORS rules allows GET", scenario.as_deref())
    );
    let mut finding = RULE
        .finding(bucket, bucket.header, message)
        .label(when("none of this bucket's CORS rules allows GET", scenario.as_deref()))
        .help(remedy(bucket));
    for state in bucket.states.iter().filter(|state| never_allows_get(&state.cors)) {
        let Cors::Rules { rules, header, .. } = &state.cors else { continue };
        for rule in rules {
            let span = rule.methods.span.or(rule.span).unwrap_or(*header);
            finding = finding.related(span, "GET is not among these methods");
        }
    }
    out.push(finding);
}

fn never_allows_get(cors: &Cors) -> bool {
    match cors {
        Cors::Rules { rules, open: None, .. } => {
            rules.iter().all(|rule| rule.allows_get() == Answer::No)
        }
        _ => false,
    }
}
