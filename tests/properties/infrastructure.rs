//! Infrastructure in no language: buckets, their CORS rules, and what labels from them.

use crate::random::Random;

/// One bucket, and how it is spoken of.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    pub at: usize,
    pub cors: Cors,
    pub labeled: Labeled,
    /// Whether methods and origins come from a variable with a default.
    pub by_variable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    Missing,
    /// `GET` from `*`
    Open,
    /// The same in the second of two rules.
    OpenSecond,
    /// Only `PUT` from `*`
    NoGet,
    /// `GET` from one origin.
    OneOrigin,
    /// `GET` from one origin, and `PUT` from `*`
    Apart,
    /// The `get` that S3 refuses.
    LowerCase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labeled {
    Not,
    /// A tag says so.
    Tag,
    /// A state machine makes a labeling job of its objects.
    Job,
    /// The role of a flow definition reads it.
    Flow,
}

pub struct Rule {
    pub method: &'static str,
    pub origin: &'static str,
}

impl Cors {
    pub fn rules(self) -> Vec<Rule> {
        let rule = |method, origin| Rule { method, origin };
        match self {
            Cors::Missing => Vec::new(),
            Cors::Open => vec![rule("GET", "*")],
            Cors::OpenSecond => vec![rule("PUT", "https://a.example"), rule("GET", "*")],
            Cors::NoGet => vec![rule("PUT", "*")],
            Cors::OneOrigin => vec![rule("GET", "https://a.example")],
            Cors::Apart => vec![rule("GET", "https://a.example"), rule("PUT", "*")],
            Cors::LowerCase => vec![rule("get", "*")],
        }
    }
}

const CORS: [Cors; 7] = [
    Cors::Missing,
    Cors::Open,
    Cors::OpenSecond,
    Cors::NoGet,
    Cors::OneOrigin,
    Cors::Apart,
    Cors::LowerCase,
];
const LABELED: [Labeled; 4] = [Labeled::Not, Labeled::Tag, Labeled::Job, Labeled::Flow];

/// Every kind of bucket alone, and then some of them together.
pub fn all() -> Vec<Vec<Bucket>> {
    let mut out = Vec::new();
    for cors in CORS {
        for labeled in LABELED {
            out.extend(
                [false, true].map(|by_variable| vec![Bucket { at: 0, cors, labeled, by_variable }]),
            );
        }
    }
    let mut random = Random::new(7);
    for _ in 0..100 {
        let count = 2 + random.below(4);
        out.push((0..count).map(|at| any(at, &mut random)).collect());
    }
    out
}

fn any(at: usize, random: &mut Random) -> Bucket {
    Bucket {
        at,
        cors: random.pick(&CORS),
        labeled: random.pick(&LABELED),
        by_variable: random.pick(&[false, true]),
    }
}
