//! What S3 refuses: the whole configuration, when it is written.

use super::CorsRule;
use crate::{source::Span, value::shortened};

/// The methods that S3 takes, in capitals.
const METHODS: &[&str] = &["GET", "PUT", "HEAD", "POST", "DELETE"];
/// S3 takes at most so many rules for a bucket.
const MAX_RULES: usize = 100;

/// Why S3 refuses a number of rules, whatever they say.
pub fn too_many(rules: &[CorsRule]) -> Option<&'static str> {
    (rules.len() > MAX_RULES).then_some("S3 takes at most 100 CORS rules for a bucket")
}

/// What is wrong with one rule, and where if that is known.
pub fn faults(rule: &CorsRule) -> Vec<(Option<Span>, String)> {
    let mut out = Vec::new();
    for (method, span) in &rule.methods.known {
        if !METHODS.contains(&method.as_str()) {
            out.push((*span, bad_method(method)));
        }
    }
    for (origin, span) in &rule.origins.known {
        if origin.matches('*').count() > 1 {
            out.push((*span, format!("origin '{}' has more than one `*`", shortened(origin))));
        }
    }
    for (header, span) in &rule.expose.known {
        if header.contains('*') {
            let header = shortened(header);
            let text = format!("exposed header '{header}' has a `*`, which S3 does not take there");
            out.push((*span, text));
        }
    }
    for (list, of) in [(&rule.methods, "method"), (&rule.origins, "origin")] {
        if list.known.is_empty() && list.unknown.is_none() {
            out.push((rule.span, format!("a CORS rule needs at least one {of}")));
        }
    }
    out
}

fn bad_method(method: &str) -> String {
    let method = &shortened(method);
    let upper = method.to_ascii_uppercase();
    match METHODS.contains(&upper.as_str()) {
        true => format!("method '{method}' must be written '{upper}'"),
        false => format!("S3 knows no CORS method '{method}'; it takes {}", METHODS.join(", ")),
    }
}
