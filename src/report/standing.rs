//! How a bucket stands, in one word, for reports that list the sound ones too.

use crate::model::{Bucket, Confidence, Cors, Origin, Role, Work};
use crate::value::Answer;

/// `ok`, `missing`, `no-get`, `no-origin`, `unknown` or `external`: the worst of all scenarios.
pub fn cors(bucket: &Bucket) -> &'static str {
    match bucket.origin {
        Origin::External => "external",
        Origin::Untraced => "unknown",
        Origin::Declared => {
            let words = bucket.states.iter().map(|state| of(&state.cors));
            words.min_by_key(|word| WORST_FIRST.iter().position(|one| one == word)).unwrap_or("ok")
        }
    }
}

/// How it stands in each scenario, with the words that complete "when …"; empty when nothing branches.
pub fn scenarios(bucket: &Bucket) -> Vec<(&str, &'static str)> {
    let states = bucket.states.iter();
    states.filter_map(|state| Some((state.when.as_deref()?, of(&state.cors)))).collect()
}

const WORST_FIRST: &[&str] = &["missing", "no-get", "no-origin", "unknown", "ok"];

fn of(cors: &Cors) -> &'static str {
    match (cors.lets_browsers_read(), cors) {
        (Answer::Yes, _) => "ok",
        (Answer::Maybe, _) | (_, Cors::Unknown { .. }) => "unknown",
        (_, Cors::Absent) => "missing",
        (_, Cors::Rules { rules, .. }) => {
            let get = rules.iter().any(|rule| rule.allows_get() != Answer::No);
            if get { "no-origin" } else { "no-get" }
        }
    }
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
        Confidence::Possible => "possible",
        Confidence::Likely => "likely",
        Confidence::Strong => "strong",
        Confidence::Certain => "certain",
    }
}
