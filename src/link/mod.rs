//! Facts to the model: who names whom, which buckets labeling touches, and what their CORS rules are in each scenario.

mod aids;
mod calls;
mod configured;
mod cors;
mod declared;
mod external;
mod hints;
mod iam;
mod inputs;
mod machines;
mod manifests;
mod markers;
mod names;
mod news;
mod scenarios;
mod sites;
mod worlds;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::{
    config::Settings,
    facts::{BucketFact, Facts},
    model::{Bucket, Confidence, Origin, Role, Use, Work},
    source::{Label, Sources},
    value::{Guard, Origins, Value},
};
pub use configured::add_configured;
pub use declared::fitting;
use names::Names;
use sites::Site;

/// A use of a bucket, and the decisions under which it happens.
struct Found {
    /// The place of the bucket in [`Facts::buckets`].
    bucket: usize,
    used: Use,
    exists: Guard,
    /// What was taken for granted.
    assumptions: Vec<Label>,
}

/// Something reads labeling input from a bucket that no fact declares.
struct Unmatched {
    /// The bucket's name, as far as it is known.
    name: Result<Value, Origins>,
    address: String,
    header: crate::source::Span,
    used: Use,
}

/// Every bucket that labeling touches.
pub fn link(facts: &Facts, sources: &Sources, settings: &Settings) -> Vec<Bucket> {
    let (names, sites) = (Names::new(facts), sites::sites(facts));
    let ((mut found, mut unmatched, aids), (actors, attached)) = rayon::join(
        || asked(facts, &names, &sites, sources, settings),
        || (iam::Actors::of(facts, &sites, sources), cors::attached(facts, &names)),
    );
    let news = news::all(facts, &|symbol| names.class(symbol));
    let before = found.len();
    machines::find(facts, &names, &news, &mut found, &mut unmatched);
    let aids = aids.without_input(&found, &unmatched);
    let told = found.iter().skip(before).filter(|one| one.used.confidence >= Confidence::Strong);
    let mut inputs: BTreeSet<usize> = told.map(|one| one.bucket).collect();
    let by_rights = iam::find(facts, &names, &news, &actors, &aids, &mut found, &mut unmatched);
    inputs.extend(by_rights);
    declared::settle(facts, sources, settings, &mut found);
    if settings.hints {
        hints::find(facts, sources, &mut found);
    }
    let mut by_bucket: Vec<Vec<Found>> = Vec::new();
    by_bucket.resize_with(facts.buckets.len(), Vec::new);
    for one in found {
        if let Some(list) = by_bucket.get_mut(one.bucket) {
            list.push(one);
        }
    }
    let used = by_bucket.into_par_iter().enumerate().filter(|(_, uses)| !uses.is_empty());
    let mut out: Vec<Bucket> = used
        .filter_map(|(at, mut uses)| {
            settle_direction(&mut uses, inputs.contains(&at));
            settle_work(&mut uses);
            let own = attached.get(at).map(Vec::as_slice).unwrap_or_default();
            Some(bucket(facts, facts.buckets.get(at)?, uses, own))
        })
        .collect();
    out.extend(external::buckets(unmatched));
    out
}

/// What is marked as labeling input, or named as such by who asks for the labeling.
fn asked(
    facts: &Facts,
    names: &Names,
    sites: &[Site],
    sources: &Sources,
    settings: &Settings,
) -> (Vec<Found>, Vec<Unmatched>, aids::Aids) {
    let (mut found, (listed, mut unmatched, apart)) = rayon::join(
        || markers::found(facts, sources, &settings.tags),
        || manifests::find(facts, names, sites, sources),
    );
    let (called, its_unmatched) = calls::find(facts, names, sites, &apart);
    found.extend(called);
    found.extend(listed);
    unmatched.splice(0..0, its_unmatched);
    inputs::find(facts, names, &mut found, &mut unmatched);
    (found, unmatched, aids::find(names, sites, &apart))
}

/// A role that writes results to a bucket is allowed to read them as well: where a job or flow names the bucket as its
/// output, what IAM allows does not make it input. Nor does what is merely possible, where its output is more than that.
/// It may be both, where something else shows that it `is_input`.
fn settle_direction(uses: &mut [Found], is_input: bool) {
    let surest = |role| {
        let own = uses.iter().filter(|one| one.used.role == role);
        own.map(|one| one.used.confidence).max()
    };
    let (input, output) = (surest(Role::Input), surest(Role::Output));
    let is_above = |known| output > Some(known) && input <= Some(known);
    if !is_input && (is_above(Confidence::Strong) || is_above(Confidence::Possible)) {
        uses.iter_mut().for_each(|one| one.used.role = Role::Output);
    }
}

/// What a role may read is for the work of the jobs that name the bucket, where these all do the same.
fn settle_work(uses: &mut [Found]) {
    let named = uses.iter().map(|one| &one.used);
    let mut named =
        named.filter(|used| used.role == Role::Input && used.confidence == Confidence::Certain);
    let Some((service, work)) = named.next().map(|used| (used.service, used.work)) else { return };
    if !named.all(|used| used.work == work && used.service == service) {
        return;
    }
    for used in uses.iter_mut().map(|one| &mut one.used) {
        if used.role == Role::Input && used.service == service && used.work == Work::Unknown {
            used.work = work;
        }
    }
}

fn bucket(facts: &Facts, fact: &BucketFact, found: Vec<Found>, cors: &[cors::Attached]) -> Bucket {
    // of a bucket that is declared elsewhere, the rules are known where they are set here
    let states = match fact.declared || cors.iter().any(|one| one.doubt.is_none()) {
        true => scenarios::states(facts, fact, &found, cors),
        false => Vec::new(),
    };
    let mut assumptions: Vec<Label> =
        found.iter().flat_map(|one| one.assumptions.iter().cloned()).collect();
    let own = facts.assumptions.iter().filter(|one| one.bucket == fact.name.id);
    assumptions.extend(own.map(|one| one.label.clone()));
    assumptions.sort();
    assumptions.dedup();
    Bucket {
        address: fact.address.clone(),
        name: fact.name.definition.as_ref().map(|name| name.shown()),
        origin: if fact.declared { Origin::Declared } else { Origin::External },
        header: fact.header,
        body: fact.body,
        template: fact.template,
        language: fact.language,
        beside: fact.beside.clone(),
        uses: merged(found.into_iter().map(|one| one.used).collect()),
        states,
        callers: fact.callers.clone(),
        assumptions,
    }
}

/// The best evidence first, and no trail twice.
fn merged(mut uses: Vec<Use>) -> Vec<Use> {
    uses.sort_by_key(|one| std::cmp::Reverse((one.role, one.confidence)));
    let mut out: Vec<Use> = Vec::new();
    for one in uses {
        if !out.iter().any(|known| known.trail == one.trail && known.role == one.role) {
            out.push(one);
        }
    }
    let certain =
        out.iter().any(|one| one.role == Role::Input && one.confidence > Confidence::Possible);
    out.retain(|one| !certain || one.confidence > Confidence::Possible);
    out
}
