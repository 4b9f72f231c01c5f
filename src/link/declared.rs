//! Buckets of which the configuration says what labeling does with them.

use std::collections::BTreeSet;

use super::Found;
use crate::{
    config::{Declaration, Labeling, Paths, Settings},
    facts::{BucketFact, Facts},
    model::{Confidence, Role, Service, Use},
    source::{Label, Sources},
    value::{Guard, Value},
};

/// Adds the uses that the configuration declares, and takes away those that it denies: its word is the last.
pub(super) fn settle(
    facts: &Facts,
    sources: &Sources,
    settings: &Settings,
    found: &mut Vec<Found>,
) {
    for declaration in &settings.buckets {
        for (at, bucket) in facts.buckets.iter().enumerate() {
            let guards = when(declaration, bucket, sources);
            if guards.is_empty() {
                continue;
            }
            let role = match declaration.labeling {
                Labeling::Input => Role::Input,
                Labeling::Output => Role::Output,
                Labeling::Neither => {
                    found.retain(|one| one.bucket != at);
                    continue;
                }
            };
            found.retain(|one| one.bucket != at || one.used.role == role);
            if let Some(work) = declaration.work {
                found
                    .iter_mut()
                    .filter(|one| one.bucket == at)
                    .for_each(|one| one.used.work = work);
            }
            found.extend(guards.into_iter().map(|guard| Found {
                bucket: at,
                used: declared(declaration, role),
                exists: bucket.exists.and(&guard).unwrap_or(guard),
                assumptions: Vec::new(),
            }));
        }
    }
}

/// The declarations, by their place in the settings, that some bucket fits.
pub fn fitting(facts: &Facts, sources: &Sources, settings: &Settings) -> BTreeSet<usize> {
    let fits = |declaration: &Declaration| {
        facts.buckets.iter().any(|bucket| !when(declaration, bucket, sources).is_empty())
    };
    let all = settings.buckets.iter().enumerate();
    all.filter(|(_, declaration)| fits(declaration)).map(|(at, _)| at).collect()
}

/// The decisions under which a bucket has every mark of a declaration; none when it never has.
fn when(declaration: &Declaration, bucket: &BucketFact, sources: &Sources) -> Vec<Guard> {
    let fits = |paths: &Paths| paths.covers(&sources.path(bucket.header.file));
    let has_address =
        declaration.address.as_ref().is_none_or(|one| one.matches_address(&bucket.address));
    if !has_address || !declaration.path.as_ref().is_none_or(fits) {
        return Vec::new();
    }
    let mut out = vec![Guard::always()];
    if let Some(pattern) = &declaration.name {
        let names = bucket.name.definition.iter().flat_map(|name| name.alternatives());
        let hits: Vec<Guard> = names
            .filter(|(_, name)| pattern.matches(&name.shown()))
            .map(|(guard, _)| guard)
            .collect();
        out = both(&out, &hits);
    }
    for tag in &declaration.tags {
        let tags = bucket.tags.alternatives().into_iter();
        let values = tags.flat_map(|(guard, tags)| {
            let values = tags.get(&tag.key).alternatives().into_iter();
            values.filter_map(move |(also, value)| Some((guard.and(&also)?, value)))
        });
        let fits = |value: &Value| value.constant().is_some_and(|value| tag.value.matches(&value));
        let hits: Vec<Guard> =
            values.filter(|(_, value)| fits(value)).map(|(guard, _)| guard).collect();
        out = both(&out, &hits);
    }
    out
}

fn both(a: &[Guard], b: &[Guard]) -> Vec<Guard> {
    a.iter().flat_map(|one| b.iter().filter_map(|other| one.and(other))).collect()
}

fn declared(declaration: &Declaration, role: Role) -> Use {
    let text = match role {
        Role::Input => "declared to be labeling input",
        Role::Output => "declared to be labeling output",
    };
    Use {
        role,
        work: declaration.work.unwrap_or_default(),
        service: Service::Declared,
        confidence: Confidence::Certain,
        public_crowd: None,
        trail: vec![Label::new(declaration.span, text)],
    }
}
