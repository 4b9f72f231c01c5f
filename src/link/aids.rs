//! Buckets from which SageMaker itself reads what labeling needs besides its input: no browser loads anything from there.

use std::collections::HashMap;

use super::{Found, Unmatched, manifests::Apart, names::Names, sites::Site};
use crate::{
    aws::{
        labeling::{self, Call, Request},
        s3,
    },
    model::{Confidence, Role, Use},
    value::{Answer, Guard, Is, Value},
};

#[derive(Default)]
pub(super) struct Aids {
    by_bucket: HashMap<usize, Vec<Aid>>,
    /// Of buckets that nothing here declares, by their names as they are shown.
    by_name: HashMap<String, Vec<Aid>>,
}

struct Aid {
    exists: Guard,
    /// Whether the input of the same job is named too.
    is_apart: bool,
}

/// The buckets of the pages and of the categories that labeling jobs name, and of manifests that list objects of others.
pub(super) fn find(names: &Names, sites: &[Site], apart: &Apart) -> Aids {
    let mut aids = Aids::default();
    for (at, site) in sites.iter().enumerate() {
        if site.call != Call::CreateLabelingJob {
            continue;
        }
        for (guard, request) in site.request.alternatives() {
            let Some(exists) = site.exists.and(&guard) else { continue };
            let job = labeling::labeling_job(&request);
            let is_apart = !job.aids.is_empty() && names_input(names, &job);
            for uri in &job.aids {
                aids.add(names, site.scope, uri, &exists, is_apart);
            }
            let is_listed = |uri: &&Value| !apart.is_empty() && apart.contains(&(at, uri.shown()));
            for uri in job.inputs.iter().filter(is_listed) {
                aids.add(names, site.scope, uri, &exists, true);
            }
        }
    }
    aids
}

fn names_input(names: &Names, job: &Request) -> bool {
    let is_known = |uri: &Value| {
        let buckets = s3::bucket_of_uri(uri, &|symbol| names.class(symbol));
        buckets.alternatives().iter().all(|(_, one)| !one.is_unknown() && !one.is_absent())
    };
    !job.inputs.is_empty() && job.topics.is_empty() && job.inputs.iter().all(is_known)
}

impl Aids {
    fn add(&mut self, names: &Names, scope: &str, uri: &Value, exists: &Guard, is_apart: bool) {
        let buckets = s3::bucket_of_uri(uri, &|symbol| names.class(symbol));
        for (guard, bucket) in buckets.alternatives() {
            let Some(exists) = exists.and(&guard) else { continue };
            let hits = names.find(&bucket, scope);
            if hits.is_empty() && matches!(bucket.is, Is::Text(_)) {
                let own = self.by_name.entry(bucket.shown()).or_default();
                own.push(Aid { exists: exists.clone(), is_apart });
            }
            for hit in hits.iter().filter(|hit| hit.answer == Answer::Yes) {
                let exists = exists.clone();
                self.by_bucket.entry(hit.bucket).or_default().push(Aid { exists, is_apart });
            }
        }
    }

    /// Those that nothing names as input.
    pub fn without_input(mut self, found: &[Found], unmatched: &[Unmatched]) -> Aids {
        let is_input =
            |used: &Use| used.role == Role::Input && used.confidence == Confidence::Certain;
        for one in found.iter().filter(|one| is_input(&one.used)) {
            self.by_bucket.remove(&one.bucket);
        }
        for name in unmatched.iter().filter_map(|one| one.name.as_ref().ok()) {
            self.by_name.remove(&name.shown());
        }
        self
    }

    /// What may be read shows no input where this is what it is read for, and little where it may be. The `only` bucket that
    /// may be read holds the input too, unless that is named.
    pub fn settle(&self, mut hits: Vec<Found>, only: Option<usize>) -> Vec<Found> {
        hits.retain_mut(|hit| {
            let Some(aids) = self.by_bucket.get(&hit.bucket) else { return true };
            if hit.used.role == Role::Output {
                return true;
            }
            if only != Some(hit.bucket) {
                hit.used.confidence = hit.used.confidence.min(Confidence::Possible);
            }
            !aids.iter().any(|aid| aid.is_apart && aid.exists.covers(&hit.exists))
        });
        hits
    }

    /// The same for buckets that nothing here declares.
    pub fn settle_undeclared(&self, unmatched: Vec<Unmatched>) -> Vec<Unmatched> {
        let explains = |aid: &Aid| aid.is_apart && aid.exists.is_always();
        let is_aid = |one: &Unmatched| {
            let aids = one.name.as_ref().ok().and_then(|name| self.by_name.get(&name.shown()));
            aids.is_some_and(|aids| aids.iter().any(explains))
        };
        unmatched.into_iter().filter(|one| !is_aid(one)).collect()
    }
}
