//! Which bucket a name is: by the identity of its symbol first, by its text next, and never by a guess.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    aws::iam,
    facts::{BucketFact, Facts},
    source::Span,
    value::{Answer, Class, Is, Part, Symbol, Value, constant_when_opened, same},
};

/// The names of all buckets of a project, indexed.
pub struct Names<'a> {
    facts: &'a Facts,
    by_symbol: HashMap<Arc<str>, usize>,
    by_text: HashMap<String, Vec<usize>>,
    /// Buckets whose name is neither constant nor wholly unknown.
    formed: Vec<(usize, Ends<'a>)>,
    /// The declared buckets of each template, or of each directory and what it calls.
    by_place: HashMap<&'a str, Vec<usize>>,
    /// Symbols that are part of some bucket's name, and so hold only what a name may hold.
    parts: HashSet<Arc<str>>,
    /// The declared buckets that others, which are only looked up, surely are.
    looked_up: HashMap<usize, usize>,
}

/// A bucket that a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    pub bucket: usize,
    pub answer: Answer,
}

impl<'a> Names<'a> {
    pub fn new(facts: &'a Facts) -> Names<'a> {
        let mut names = Names {
            facts,
            by_symbol: HashMap::new(),
            by_text: HashMap::new(),
            formed: Vec::new(),
            by_place: HashMap::new(),
            parts: HashSet::new(),
            looked_up: HashMap::new(),
        };
        for (at, bucket) in facts.buckets.iter().enumerate() {
            names.by_symbol.entry(bucket.name.id.clone()).or_insert(at);
            if bucket.declared {
                names.by_place.entry(place_of(&bucket.scope)).or_default().push(at);
            }
            let Some(definition) = &bucket.name.definition else { continue };
            for symbol in definition.symbols() {
                names.parts.insert(symbol.id.clone());
            }
            match definition.constant() {
                Some(text) => names.by_text.entry(text).or_default().push(at),
                None => names.formed.push((at, ends(definition))),
            }
        }
        names.looked_up = names.declared_beside();
        names
    }

    /// Buckets that are looked up beside their own declaration.
    fn declared_beside(&self) -> HashMap<usize, usize> {
        let is_declared = |at: usize| self.facts.buckets.get(at).is_some_and(|fact| fact.declared);
        let all = self.facts.buckets.iter().enumerate().filter(|(_, fact)| !fact.declared);
        let declaration = |(at, fact): (usize, &BucketFact)| {
            let hits = self.find(fact.name.definition.as_deref()?, &fact.scope);
            let mut sure = hits.iter().filter(|hit| hit.answer == Answer::Yes);
            match (sure.next(), sure.next()) {
                (Some(only), None) if is_declared(only.bucket) => Some((at, only.bucket)),
                _ => None,
            }
        };
        all.filter_map(declaration).collect()
    }

    /// What is known of a symbol's text: one that is part of a bucket's name holds only what a name may hold.
    pub fn class(&self, symbol: &Symbol) -> Class {
        let is_part = symbol.class == Class::Any && self.parts.contains(&symbol.id);
        if is_part { Class::BucketName } else { symbol.class }
    }

    /// The buckets that a name is, or may be; `scope` is where the name stands. Of several that it surely is by text,
    /// only the nearest: stages of one app share a name.
    pub fn find(&self, name: &Value, scope: &str) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        for (_, one) in name.alternatives() {
            for hit in self.find_one(&one, scope) {
                match out.iter_mut().find(|known| known.bucket == hit.bucket) {
                    Some(known) => known.answer = known.answer.max(hit.answer),
                    None => out.push(hit),
                }
            }
        }
        out
    }

    fn find_one(&self, name: &Value, scope: &str) -> Vec<Match> {
        if let Some(bucket) = self.identity(name) {
            return vec![Match { bucket, answer: Answer::Yes }];
        }
        let mut out: Vec<Match> = Vec::new();
        if let Some(text) = constant_when_opened(name) {
            let equal = self.by_text.get(&text).into_iter().flatten();
            out.extend(equal.map(|bucket| Match { bucket: *bucket, answer: Answer::Yes }));
        }
        if !name.is_unknown() {
            let own = ends(name);
            for (bucket, _) in self.formed.iter().filter(|(_, ends)| !differ(own, *ends)) {
                let answer = self.same(name, *bucket);
                if answer != Answer::No {
                    out.push(Match { bucket: *bucket, answer });
                }
            }
        }
        if out.iter().any(|hit| hit.answer == Answer::Yes) {
            out.retain(|hit| hit.answer == Answer::Yes);
            return self.nearest(out, scope);
        }
        if !has_written_text(name) {
            out.clear();
        }
        out
    }

    /// The buckets whose names are neither constant nor wholly unknown.
    pub fn formed(&self) -> impl Iterator<Item = (usize, &Value)> {
        let name = |at: &usize| self.facts.buckets.get(*at)?.name.definition.as_deref();
        self.formed.iter().filter_map(move |(at, _)| Some((*at, name(at)?)))
    }

    /// The buckets whose names are known and fit a pattern of IAM's.
    pub fn fitting(&self, pattern: &str, scope: &str) -> Vec<usize> {
        // bucket names are lower case, and case counts here
        let is_name = !pattern.contains(|c: char| c.is_ascii_uppercase());
        let all = self.by_text.iter().filter(|_| is_name);
        let fitting = all.filter(|(name, _)| iam::matches(pattern, name));
        let nearest = fitting.flat_map(|(_, buckets)| {
            let all = buckets.iter().map(|bucket| Match { bucket: *bucket, answer: Answer::Yes });
            self.nearest(all.collect(), scope)
        });
        let mut out: Vec<usize> = nearest.map(|hit| hit.bucket).collect();
        out.sort_unstable();
        out
    }

    /// Whether a name is the name of this bucket.
    pub fn same(&self, name: &Value, bucket: usize) -> Answer {
        let Some(fact) = self.facts.buckets.get(bucket) else { return Answer::No };
        let definition = fact.name.definition.as_deref();
        if definition.is_some_and(|definition| differ(ends(name), ends(definition))) {
            return Answer::No;
        }
        // a name that S3 or the provider makes up is written nowhere
        if fact.name.definition.is_none() && name.constant().is_some() {
            return Answer::No;
        }
        same(name, &Value::symbol(fact.name.clone()), &|symbol| self.class(symbol))
    }

    /// The buckets that are declared in a scope: a template, a directory and what it calls.
    pub fn within(&self, scope: &str) -> &[usize] {
        self.by_place.get(place_of(scope)).map(Vec::as_slice).unwrap_or_default()
    }

    /// What its author calls a bucket.
    pub fn address(&self, bucket: usize) -> Option<&str> {
        self.facts.buckets.get(bucket).map(|fact| fact.address.as_str())
    }

    /// Whether some text in a bucket's name is such.
    pub fn has_text(&self, bucket: usize, is: &dyn Fn(&str) -> bool) -> bool {
        let fact = self.facts.buckets.get(bucket);
        fact.and_then(|fact| fact.name.definition.as_deref()).is_some_and(|name| name.has_text(is))
    }

    /// The line that declares a bucket.
    pub fn header(&self, bucket: usize) -> Option<Span> {
        self.facts.buckets.get(bucket).map(|fact| fact.header)
    }

    /// The bucket whose symbol a name is.
    pub fn identity(&self, name: &Value) -> Option<usize> {
        let Is::Text(parts) = &name.is else { return None };
        match parts.as_slice() {
            [Part::Symbol(symbol)] => {
                let bucket = self.by_symbol.get(&symbol.id)?;
                Some(*self.looked_up.get(bucket).unwrap_or(bucket))
            }
            _ => None,
        }
    }

    pub fn nearest(&self, hits: Vec<Match>, scope: &str) -> Vec<Match> {
        let shared = |hit: &Match| {
            let own = self.facts.buckets.get(hit.bucket).map_or("", |fact| fact.scope.as_ref());
            let declared = self.facts.buckets.get(hit.bucket).is_some_and(|fact| fact.declared);
            (declared, own.bytes().zip(scope.bytes()).take_while(|(a, b)| a == b).count())
        };
        let best = hits.iter().map(shared).max();
        hits.into_iter().filter(|hit| Some(shared(hit)) == best).collect()
    }
}

/// The template or the directory of a scope, without the module or the instance.
fn place_of(scope: &str) -> &str {
    scope.split(['|', '#']).next().unwrap_or(scope)
}

/// How a text begins and ends, as far as it is written there.
type Ends<'v> = [&'v str; 2];

fn ends(name: &Value) -> Ends<'_> {
    let Is::Text(parts) = &name.is else { return [""; 2] };
    [parts.first(), parts.last()].map(|part| match part {
        Some(Part::Literal(text)) => text.as_str(),
        _ => "",
    })
}

/// Whether texts are seen to differ at once, as most names of a project do.
fn differ(a: Ends, b: Ends) -> bool {
    let ([first, last], [other_first, other_last]) = (a, b);
    // to compare nothing takes longer than to compare something
    let both = |a: &str, b: &str| !a.is_empty() && !b.is_empty();
    (both(first, other_first) && !first.starts_with(other_first) && !other_first.starts_with(first))
        || (both(last, other_last) && !last.ends_with(other_last) && !other_last.ends_with(last))
}

/// Whether some of the name is written: a name that is all unknown may be any bucket's and says nothing.
fn has_written_text(name: &Value) -> bool {
    let Is::Text(parts) = &name.is else { return false };
    parts.iter().any(|part| matches!(part, Part::Literal(text) if text.len() >= 3))
}
