//! A configuration that S3 refuses, or a key that a module drops in silence.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors, CorsRule, Language},
    rule::{Check, Rule},
    source::Label,
};

pub static RULE: Rule = Rule {
    id: "rejected-cors",
    level: Level::Error,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("rejected_cors.md"),
    check: Check::Bucket(check),
};

/// The methods that S3 takes, in capitals.
const METHODS: &[&str] = &["GET", "PUT", "HEAD", "POST", "DELETE"];
/// S3 takes at most so many rules for a bucket.
const MAX_RULES: usize = 100;

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let mut faults: Vec<Label> = Vec::new();
    for state in &bucket.states {
        let Cors::Rules { rules, header, .. } = &state.cors else { continue };
        if rules.len() > MAX_RULES {
            faults.push(Label::new(*header, "S3 takes at most 100 CORS rules for a bucket"));
        }
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

fn of_rule(rule: &CorsRule, language: Language, at: crate::source::Span) -> Vec<Label> {
    let mut out = Vec::new();
    let mut fault = |span: Option<crate::source::Span>, text: String| {
        out.push(Label::new(span.unwrap_or(at), text));
    };
    for (method, span) in &rule.methods.known {
        if !METHODS.contains(&method.as_str()) {
            fault(*span, bad_method(method));
        }
    }
    for (origin, span) in &rule.origins.known {
        if origin.matches('*').count() > 1 {
            fault(*span, format!("origin '{origin}' has more than one `*`"));
        }
    }
    for (header, span) in &rule.expose.known {
        if header.contains('*') {
            fault(
                *span,
                format!("exposed header '{header}' has a `*`, which S3 does not take there"),
            );
        }
    }
    if rule.methods.known.is_empty() && rule.methods.unknown.is_none() {
        fault(rule.span, "a CORS rule needs at least one method".to_owned());
    }
    if rule.origins.known.is_empty() && rule.origins.unknown.is_none() {
        fault(rule.span, "a CORS rule needs at least one origin".to_owned());
    }
    for (key, span) in &rule.keys {
        if let Some(right) = language.right_cors_key(key) {
            fault(*span, format!("there is no key '{key}' in a CORS rule here; it is '{right}'"));
        }
    }
    out
}

fn bad_method(method: &str) -> String {
    let upper = method.to_ascii_uppercase();
    match METHODS.contains(&upper.as_str()) {
        true => format!("method '{method}' must be written '{upper}'"),
        false => format!("S3 knows no CORS method '{method}'; it takes {}", METHODS.join(", ")),
    }
}
