//! From a role or a function to the buckets that it reads or writes.

use std::collections::BTreeSet;

use super::{
    denials,
    functions::{Starter, Usage, environment},
    labeling::LabelingRole,
    outputs::{Known, names_page},
    reach::Reached,
    rights::Rights,
    roles::{RoleView, Roles},
    shared,
    source::Evidence,
    touched::Starts,
    words::say_output,
};
use crate::{
    aws::{
        iam::{AUGMENTED_AI, GROUND_TRUTH},
        s3,
    },
    link::{Found, Unmatched, news::News},
    model::{Confidence, Role, Service},
    source::{Label, Span},
    value::{Answer, Symbol},
};

/// What a labeling role may read.
pub(super) struct Reads {
    buckets: BTreeSet<usize>,
    /// Whether it may read nothing else.
    all: bool,
    /// The bucket that its input surely lies in, for it reads no other here.
    pub input: Option<usize>,
}

impl Reads {
    pub fn may(&self, bucket: usize) -> bool {
        !self.all || self.buckets.contains(&bucket)
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
    let mut reads = Reads { buckets: BTreeSet::new(), all: role.is_declared, input: None };
    for granted in role.grants() {
        let Some(exists) = role.fact.exists.and(&granted.exists) else { continue };
        let reached = Reached {
            names,
            service: labeling.service,
            work: labeling.work,
            confidence: labeling.confidence,
            trail: &trail,
            exists: &exists,
            scope: &granted.scope,
        };
        reads.all &= reached.add_granted(granted, &mut hits, &mut undeclared, &role.fact.address);
    }
    unmatched.extend(known.aids.settle_undeclared(undeclared));
    let mut hits = denials::weigh(names, role, known.denied, hits);
    let read = hits.iter().filter(|hit| hit.used.role == Role::Input);
    reads.buckets.extend(read.map(|hit| hit.bucket));
    let only = reads.buckets.first().copied().filter(|_| reads.all && reads.buckets.len() == 1);
    // AWS's policies for labeling let it read buckets that are called after SageMaker, too
    let is_own =
        |(name, _): &(String, Span)| name == GROUND_TRUTH || name.starts_with(AUGMENTED_AI);
    let sure = labeling.confidence > Confidence::Possible && role.managed.iter().all(is_own);
    reads.all &= role.managed.is_empty();
    reads.input = only.filter(|bucket| sure && (reads.all || !known.says_output(*bucket)));
    let only = only.filter(|_| reads.all);
    if let Some(other_work) = other_work {
        shared::weigh(&mut hits, &other_work, starts, only);
    }
    if labeling.service == Service::A2i {
        leave_out(&mut hits, starts, &reads.buckets);
    }
    found.extend(settled(known.aids.settle(hits, only), known, only));
    reads
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

/// Buckets that a starting function reads itself, has in its environment, or is told of new objects by. A bucket that
/// `reads`, its labeling roles, may not read holds what only the function needs. Gives those that its code or the news of
/// new objects shows to be input.
pub(super) fn of_starter(
    known: &Known,
    news: &[News],
    roles: &Roles,
    starter: &Starter,
    reads: &[&Reads],
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) -> Vec<usize> {
    let (names, function) = (known.names, starter.function);
    let mut trail = vec![Label::new(function.header, "this function")];
    trail.extend(starter.why.iter().cloned());
    let reached = Reached {
        names,
        service: starter.service,
        work: starter.work,
        confidence: if starter.is_idle { Confidence::Possible } else { Confidence::Likely },
        trail: &trail,
        exists: &function.exists,
        scope: &function.scope,
    };
    let (mut hits, mut undeclared) = (Vec::new(), Vec::new());
    let own: Vec<&RoleView> = starter.roles.iter().filter_map(|at| roles.views.get(*at)).collect();
    for role in &own {
        let mut its = Vec::new();
        for granted in role.grants().iter().filter(|one| one.statement.allows("s3:GetObject")) {
            reached.add_granted(granted, &mut its, &mut undeclared, &function.address);
        }
        hits.extend(denials::weigh(names, role, known.denied, its));
    }
    unmatched.extend(known.aids.settle_undeclared(undeclared));
    let by_role = hits.len();
    let (mut kept, mut shown) = (BTreeSet::new(), BTreeSet::new());
    let mut addressed: BTreeSet<usize> = BTreeSet::new();
    for variable in environment(function).iter().filter(|one| !names_page(one)) {
        let role = if say_output(&variable.name) { Role::Output } else { Role::Input };
        let value = &variable.value;
        let name = s3::bucket_of_name(value, &|symbol: &Symbol| names.class(symbol));
        let usage = starter.use_of(&variable.name);
        let own = format!("in its environment as {}", variable.name);
        let (confidence, text) = match usage {
            Usage::Shown => (Confidence::Strong, format!("and uses this bucket, {own}")),
            Usage::Unknown => (Confidence::Likely, format!("and has this bucket {own}")),
            Usage::Kept => (Confidence::Possible, format!("and uses this bucket itself, {own}")),
            Usage::None => (
                Confidence::Possible,
                format!("and has this bucket {own}, which its code never uses"),
            ),
        };
        let before = hits.len();
        let reached = Reached { confidence, ..reached };
        reached.add(&name, value, role, variable.at, &text, &mut hits);
        let its = hits.iter().skip(before).map(|hit| hit.bucket);
        if starter.code.as_ref().is_some_and(|code| code.addresses(&variable.name)) {
            addressed.extend(its.clone());
        }
        match usage {
            Usage::Kept => kept.extend(its),
            Usage::Shown | Usage::Unknown => shown.extend(its),
            Usage::None => {}
        }
    }
    // its own role lets it read what it keeps to itself
    let is_kept = |bucket: &usize| kept.contains(bucket) && !shown.contains(bucket);
    for hit in hits.iter_mut().filter(|hit| is_kept(&hit.bucket)) {
        hit.used.confidence = Confidence::Possible;
    }
    let rights = Rights::new(names, &own);
    for hit in hits.iter_mut().skip(by_role) {
        rights.weigh(hit, reads);
    }
    let by_variable = known.aids.settle(hits.split_off(by_role), None);
    let mut hits = known.aids.settle(hits, None);
    let by_role = hits.len();
    hits.extend(by_variable);
    if starter.is_aloof {
        hits.iter_mut().for_each(|hit| hit.used.confidence = Confidence::Possible);
    }
    let by_variable = hits.len();
    for news in news.iter().filter(|news| news.is_shown() && news.reaches(&function.name)) {
        let mut trail = trail.clone();
        trail.extend(news.hops.iter().cloned());
        let text = match news.hops.is_empty() {
            true => "and is told of each new object of this bucket",
            false => news.what,
        };
        let Some(exists) = function.exists.and(&news.exists) else { continue };
        let reached = Reached { trail: &trail, exists: &exists, ..reached };
        let sends = starter.code.as_ref().is_some_and(Evidence::sends_objects);
        let sure = reached.sure_if(sends && !news.is_worked_on);
        sure.add(&news.bucket, &news.bucket, Role::Input, news.at, text, &mut hits);
    }
    let is_out_of_reach = |bucket: usize| {
        reads.iter().any(|one| !one.buckets.is_empty()) && !reads.iter().any(|one| one.may(bucket))
    };
    let is_input = |hit: &Found| hit.used.role == Role::Input;
    for hit in hits.iter_mut().filter(|hit| is_input(hit) && is_out_of_reach(hit.bucket)) {
        hit.used.confidence = Confidence::Possible;
    }
    let hits = settled(hits, known, None);
    let (own, told) = hits.split_at(by_variable.min(hits.len()));
    let own = own.iter().skip(by_role).filter(|hit| hit.used.confidence >= Confidence::Strong);
    let own = own.filter(|hit| addressed.contains(&hit.bucket));
    let told = told.iter().filter(|hit| hit.used.confidence >= Confidence::Likely);
    let own: BTreeSet<usize> = own.filter(|hit| is_input(hit)).map(|hit| hit.bucket).collect();
    // of several buckets in its code, one may be there for something else
    let mut shown: Vec<usize> = own.iter().copied().filter(|_| own.len() == 1).collect();
    shown.extend(told.filter(|hit| is_input(hit)).map(|hit| hit.bucket));
    found.extend(hits);
    shown
}

/// A role that writes results to a bucket is often allowed to read it as well: where it may do both, or where it is only
/// likely that the bucket is used at all, a bucket whose name says output, or that of a variable that holds it, is output. Not
/// so the `only` one that the role may read, for somewhere it reads its input.
fn settled(mut hits: Vec<Found>, known: &Known, only: Option<usize>) -> Vec<Found> {
    let mut written: Vec<usize> = Vec::new();
    for hit in hits.iter().filter(|hit| hit.used.role == Role::Output) {
        written.push(hit.bucket);
    }
    for hit in &mut hits {
        let says = known.says_output(hit.bucket);
        let unsure = hit.used.confidence <= Confidence::Likely;
        if says && only != Some(hit.bucket) && (unsure || written.contains(&hit.bucket)) {
            hit.used.role = Role::Output;
        }
    }
    hits
}
