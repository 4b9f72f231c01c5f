//! A configuration that S3 refuses, or a key that a module drops in silence.

use crate::{
    aws::cors::refused,
    finding::{Finding, Level},
    model::{Bucket, Cors, CorsRule, Language},
    rule::{Check, Rule},
    source::{Label, Span},
    value::shortened,
};

pub static RULE: Rule = Rule {
    id: "rejected-cors",
    level: Level::Error,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("rejected_cors.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let mut faults: Vec<Label> = Vec::new();
    for state in &bucket.states {
        let Cors::Rules { rules, header, .. } = &state.cors else { continue };
        faults.extend(refused::too_many(rules).map(|text| Label::new(*header, text)));
        for rule in rules {
            faults.extend(of_rule(rule, bucket.language, rule.span.unwrap_or(*header)));
        }
    }
    faults.sort();
    faults.dedup();
    let Some(first) = faults.first().cloned() else { return };
    let message = format!("S3 will refuse the CORS rules of '{}': {}", bucket.address, first.text);
    let mut finding = RULE.finding(bucket, first.span, message).label(first.text);
    for fault in faults.into_iter().skip(1) {
        finding = finding.related(fault.span, fault.text);
    }
    out.push(finding.help("the deployment fails on this rule; mend it as the label says"));
}

fn of_rule(rule: &CorsRule, language: Language, at: Span) -> Vec<Label> {
    let refused = refused::faults(rule).into_iter();
    let mut out: Vec<Label> =
        refused.map(|(span, text)| Label::new(span.unwrap_or(at), text)).collect();
    for (key, span) in &rule.keys {
        if let Some(right) = language.right_cors_key(key) {
            let key = shortened(key);
            let text = format!("there is no key '{key}' in a CORS rule here; it is '{right}'");
            out.push(Label::new(span.unwrap_or(at), text));
        }
    }
    out
}
