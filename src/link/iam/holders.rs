//! From a labeling role to the buckets that it reads or writes.

use std::collections::BTreeSet;

use super::{
    denials, labeling::LabelingRole, outputs::Known, reach::Reached, roles::RoleView, shared,
    touched::Starts,
};
use crate::{
    aws::iam::{AUGMENTED_AI, GROUND_TRUTH, READS_EVERYTHING},
    link::{Found, Unmatched},
    model::{Confidence, Role, Service},
    source::{Label, Span},
    value::Answer,
};

/// What a labeling role may read.
pub(super) struct Reads {
    pub buckets: BTreeSet<usize>,
    /// Whether it may read nothing else.
    all: bool,
    /// The buckets that it is let write to, each by name, and not read.
    only_writes: BTreeSet<usize>,
    /// The bucket that its input surely lies in, for it reads no other here.
    pub input: Option<usize>,
}

impl Reads {
    pub fn may(&self, bucket: usize) -> bool {
        let is_open = !self.all && !self.only_writes.contains(&bucket);
        is_open || self.buckets.contains(&bucket)
    }
}

/// Buckets whose objects a labeling role may read; those that it may only write are its output. A role that is for
/// `other_work` as well may read more than labeling needs.
pub(super) fn of_role(
    known: &Known,
    role: &RoleView,
    labeling: &LabelingRole,
    starts: &Starts,
    other_work: Option<Label>,
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) -> Reads {
    let names = known.names;
    let trail = labeling.trail(role);
    let (mut hits, mut undeclared) = (Vec::new(), Vec::new());
    let mut reads = Reads {
        buckets: BTreeSet::new(),
        all: role.is_declared,
        only_writes: BTreeSet::new(),
        input: None,
    };
    let reached = Reached {
        names,
        service: labeling.service,
        work: labeling.work,
        confidence: labeling.confidence,
        trail: &trail,
        exists: &role.fact.exists,
        scope: &role.fact.scope,
    };
    for granted in role.grants() {
        let Some(exists) = role.fact.exists.and(&granted.exists) else { continue };
        let reached = Reached { exists: &exists, scope: &granted.scope, ..reached };
        reads.all &= reached.add_granted(granted, &mut hits, &mut undeclared, &role.fact.address);
    }
    unmatched.extend(known.aids.settle_undeclared(undeclared));
    let mut hits = denials::weigh(names, role, known.denied, hits);
    let read = hits.iter().filter(|hit| hit.used.role == Role::Input);
    reads.buckets.extend(read.map(|hit| hit.bucket));
    let written = hits.iter().filter(|hit| hit.used.role == Role::Output).map(|hit| hit.bucket);
    reads.only_writes = written.filter(|bucket| !reads.buckets.contains(bucket)).collect();
    let only = reads.buckets.first().copied().filter(|_| reads.all && reads.buckets.len() == 1);
    // AWS's policies for labeling let it read buckets that are called after SageMaker, too
    let is_own =
        |(name, _): &(String, Span)| name == GROUND_TRUTH || name.starts_with(AUGMENTED_AI);
    let sure = labeling.confidence > Confidence::Possible && role.managed.iter().all(is_own);
    reads.all &= role.managed.is_empty();
    reads.input = only.filter(|bucket| sure && (reads.all || !known.says_output(*bucket)));
    let only = only.filter(|_| reads.all);
    hits.extend(denials::weigh(names, role, known.denied, by_managed(role, &reached)));
    if let Some(other_work) = other_work {
        shared::weigh(&mut hits, &other_work, starts, only);
    }
    if labeling.service == Service::A2i {
        leave_out(&mut hits, starts, &reads.buckets);
    }
    let mut hits = known.settle_aids(hits, only);
    known.settle(&mut hits.iter_mut().collect::<Vec<_>>(), only);
    found.extend(hits);
    reads
}

/// What AWS's own policies let it read.
fn by_managed(role: &RoleView, reached: &Reached) -> Vec<Found> {
    let mut hits = Vec::new();
    for (policy, at) in &role.managed {
        if READS_EVERYTHING.contains(&policy.as_str()) {
            reached.add_every(Role::Input, *at, &mut hits);
        }
        if policy == GROUND_TRUTH {
            reached.add_called("groundtruth", Confidence::Likely, *at, &mut hits);
            reached.add_called("sagemaker", Confidence::Possible, *at, &mut hits);
        }
    }
    hits
}

/// Where workers are sent objects of some of the buckets that a role `reads`, one that none of the senders can use is
/// possible at most.
fn leave_out(hits: &mut [Found], starts: &Starts, reads: &BTreeSet<usize>) {
    let Some(why) = starts.send(reads) else { return };
    for hit in hits.iter_mut() {
        if starts.touch(hit.bucket) == Answer::No {
            hit.used.confidence = hit.used.confidence.min(Confidence::Possible);
            hit.used.trail.insert(hit.used.trail.len().saturating_sub(1), why.clone());
        }
    }
}
