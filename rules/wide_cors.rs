//! A bucket of images that any web page may write to.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors, CorsRule},
    rule::{Check, Rule},
    value::Answer,
};

pub static RULE: Rule = Rule {
    id: "wide-cors",
    level: Level::Warning,
    enabled: false,
    since: "0.1.0",
    docs: include_str!("wide_cors.md"),
    check: Check::Bucket(check),
};

const WRITES: &[&str] = &["PUT", "POST", "DELETE"];

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    if bucket.uses.iter().any(|one| one.is_frames()) {
        return;
    }
    let wide = bucket.states.iter().flat_map(|state| rules(&state.cors)).find(|rule| writes(rule));
    let Some(rule) = wide else { return };
    let message = format!(
        "a CORS rule of '{}' lets scripts of any web page write, and workers only need to read images",
        bucket.address
    );
    out.push(
        RULE.finding(bucket, rule.methods.span.or(rule.span).unwrap_or(bucket.header), message)
            .label("writes are allowed from `*`")
            .help("keep GET from `*` in a rule of its own, and name the origins that may write"),
    );
}

fn rules(cors: &Cors) -> &[CorsRule] {
    match cors {
        Cors::Rules { rules, .. } => rules,
        _ => &[],
    }
}

fn writes(rule: &CorsRule) -> bool {
    rule.allows_any_origin() == Answer::Yes
        && WRITES.iter().any(|method| rule.methods.has(method) == Answer::Yes)
}
