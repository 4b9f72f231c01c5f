//! How a bucket stands, in one word, for reports that list the sound ones too.

use std::collections::HashMap;

use crate::{
    aws::cors::refused,
    check::Outcome,
    finding::{Finding, Level},
    model::{Bucket, Confidence, Cors, CorsRule, Origin, Role, Work},
    value::Answer,
};

/// The loudest finding about each bucket, in the order of the buckets. Where several have one address, as in two templates
/// or in a module that two roots call, a finding speaks of the one that was made where it says.
pub fn loudest(outcome: &Outcome) -> Vec<Option<Level>> {
    let mut about: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &outcome.findings {
        for subject in std::iter::once(&finding.subject).chain(&finding.also) {
            about.entry(subject.as_str()).or_default().push(finding);
        }
    }
    let mut named: HashMap<&str, usize> = HashMap::new();
    for bucket in &outcome.buckets {
        *named.entry(bucket.address.as_str()).or_default() += 1;
    }
    let loudest = |bucket: &Bucket| {
        let address = bucket.address.as_str();
        let is_only = named.get(address).is_some_and(|count| *count == 1);
        let findings = about.get(address).into_iter().flatten();
        let made_at = bucket.made_at();
        let is_own = |one: &Finding| match one.subject == address {
            true => one.made_at == made_at,
            false => one.at.span.file == bucket.header.file,
        };
        let own = findings.filter(|one| is_only || is_own(one));
        own.map(|one| one.level).max()
    };
    outcome.buckets.iter().map(loudest).collect()
}

/// `error`, `warning`, `note`, or `fine` when nothing is said of a bucket.
pub fn verdict(loudest: Option<Level>) -> &'static str {
    loudest.map_or("fine", Level::name)
}

/// `ok`, `missing`, `no-get`, `no-origin`, `narrow`, `rejected`, `unknown` or `external`: the worst of all scenarios; `unknown` without any.
pub fn cors(bucket: &Bucket) -> &'static str {
    match bucket.origin {
        Origin::External if bucket.states.is_empty() => "external",
        Origin::Untraced => "unknown",
        Origin::Declared | Origin::External => {
            let words = bucket.states.iter().map(|state| of(bucket, &state.cors));
            words
                .min_by_key(|word| WORST_FIRST.iter().position(|one| one == word))
                .unwrap_or("unknown")
        }
    }
}

/// How it stands in each scenario, with the words that complete "when …"; empty when nothing branches.
pub fn scenarios(bucket: &Bucket) -> Vec<(&str, &'static str)> {
    let states = bucket.states.iter();
    states.filter_map(|state| Some((state.when.as_deref()?, of(bucket, &state.cors)))).collect()
}

const WORST_FIRST: &[&str] =
    &["rejected", "missing", "no-get", "no-origin", "narrow", "unknown", "ok"];

fn of(bucket: &Bucket, cors: &Cors) -> &'static str {
    if is_rejected(bucket, cors) {
        return "rejected";
    }
    match (cors.lets_browsers_read(), cors) {
        (Answer::Yes, _) if is_narrow(bucket, cors) => "narrow",
        (Answer::Yes, _) if bucket.lets_workers_work(cors) == Answer::Maybe => "unknown",
        (Answer::Yes, _) => "ok",
        (Answer::Maybe, _) | (_, Cors::Unknown { .. }) => "unknown",
        (_, Cors::Absent) => "missing",
        (_, Cors::Rules { rules, .. }) => {
            let get = rules.iter().any(|rule| rule.allows_get() != Answer::No);
            if get { "no-origin" } else { "no-get" }
        }
    }
}

/// What would have been allowed does not matter where the rules are never put in place.
fn is_rejected(bucket: &Bucket, cors: &Cors) -> bool {
    let Cors::Rules { rules, .. } = cors else { return false };
    let is_misspelt = |rule: &CorsRule| {
        rule.keys.iter().any(|(key, _)| bucket.language.right_cors_key(key).is_some())
    };
    refused::too_many(rules).is_some()
        || rules.iter().any(|rule| is_misspelt(rule) || !refused::faults(rule).is_empty())
}

fn is_narrow(bucket: &Bucket, cors: &Cors) -> bool {
    bucket.is_for_frames() && cors.serves_frames() == Answer::No
}

pub fn role(role: Role) -> &'static str {
    match role {
        Role::Input => "input",
        Role::Output => "output",
    }
}

pub fn work(work: Work) -> &'static str {
    match work {
        Work::Unknown => "unknown",
        Work::Text => "text",
        Work::Image => "image",
        Work::Frames => "frames",
        Work::PointCloud => "point-cloud",
    }
}

pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Hint => "hint",
        Confidence::Possible => "possible",
        Confidence::Likely => "likely",
        Confidence::Strong => "strong",
        Confidence::Certain => "certain",
    }
}
