//! Ground Truth images, and no passing rule exposes `Access-Control-Allow-Origin`.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Confidence, Cors, CorsRule, Role, Service, Work},
    rule::{Check, Rule},
    value::Answer,
};

pub static RULE: Rule = Rule {
    id: "hidden-origin-header",
    level: Level::Note,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("hidden_origin_header.md"),
    check: Check::Bucket(check),
};

const HEADER: &str = "Access-Control-Allow-Origin";

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let is_images = bucket.uses.iter().any(|one| {
        one.role == Role::Input
            && one.confidence >= Confidence::Strong
            && one.service == Service::GroundTruth
            && one.work != Work::Text
            && !one.is_frames()
    });
    if !is_images || bucket.lets_browsers_read() != Answer::Yes {
        return;
    }
    let passing: Vec<&CorsRule> = bucket
        .states
        .iter()
        .flat_map(|state| rules(&state.cors))
        .filter(|rule| passes(rule))
        .collect();
    if passing.iter().any(|rule| exposes(rule)) {
        return;
    }
    let Some(rule) = passing.first() else { return };
    let message = format!(
        "the CORS rule of '{}' does not expose `{HEADER}`, which the current Ground Truth guide asks for",
        bucket.address
    );
    out.push(
        RULE.finding(bucket, rule.span.unwrap_or(bucket.header), message)
            .label("this rule lets browsers read")
            .help("images load without it; expose the header to follow the guide to the letter"),
    );
}

fn rules(cors: &Cors) -> &[CorsRule] {
    match cors {
        Cors::Rules { rules, .. } => rules,
        _ => &[],
    }
}

fn passes(rule: &CorsRule) -> bool {
    rule.lets_browsers_read() == Answer::Yes
}

fn exposes(rule: &CorsRule) -> bool {
    rule.expose.unknown.is_some()
        || rule.expose.known.iter().any(|(name, _)| name.eq_ignore_ascii_case(HEADER))
}
