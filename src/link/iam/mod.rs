//! IAM followed to the bucket: roles that labeling takes on, functions that start labeling, and what they may read.

mod boundary;
mod denials;
mod functions;
mod handers;
mod holders;
mod labeling;
mod outputs;
mod pages;
mod patterns;
mod policies;
mod reach;
mod resources;
mod rights;
mod roles;
mod shared;
mod source;
mod starting;
mod takers;
mod topics;
mod touched;
pub(super) mod words;
mod work;

use std::collections::BTreeSet;

use super::{Found, Unmatched, aids::Aids, names::Names, news::News, sites::Site};
use crate::{facts::Facts, model::Confidence, source::Sources};

/// So many trails are followed in one project; each role may lead to each bucket.
const MAX_TRAILS: usize = 200_000;

/// Who starts labeling, and the roles that it takes on.
pub(super) struct Actors<'a> {
    roles: roles::Roles<'a>,
    starters: Vec<functions::Starter<'a>>,
    creators: Vec<functions::Starter<'a>>,
    takers: Vec<takers::Taker<'a>>,
    workplaces: Vec<shared::Workplace>,
    /// The roles that labeling takes on, by their places, and why.
    taken: Vec<(usize, labeling::LabelingRole)>,
}

impl<'a> Actors<'a> {
    pub(super) fn of(facts: &'a Facts, sites: &'a [Site], sources: &Sources) -> Actors<'a> {
        let mut takers = takers::takers(facts, sites);
        let roles = roles::Roles::new(facts, &takers);
        takers.iter_mut().for_each(|taker| taker.name_roles(&roles));
        let starters = functions::starters(facts, &roles, sources);
        let creators = functions::creators(facts, &roles);
        let all: Vec<&functions::Starter> = starters.iter().chain(&creators).collect();
        let workplaces = shared::workplaces(facts, &roles);
        let handers = handers::handers(facts, &roles);
        let reason = |at| {
            let reason = labeling::reason(&roles, at, &all, &takers, &workplaces, &handers)?;
            Some((at, reason))
        };
        let taken = (0..roles.views.len()).filter_map(reason).collect();
        Actors { roles, starters, creators, takers, workplaces, taken }
    }

    /// Both those that start labeling and those that make its flow definitions.
    fn functions(&self) -> Vec<&functions::Starter<'a>> {
        self.starters.iter().chain(&self.creators).collect()
    }
}

/// Gives the buckets that more shows to be input than that a role may read them.
pub(super) fn find(
    facts: &Facts,
    names: &Names,
    news: &[News],
    actors: &Actors,
    aids: &Aids,
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) -> BTreeSet<usize> {
    let Actors { roles, starters, takers, workplaces, taken, .. } = actors;
    let all = actors.functions();
    let denied = denials::BucketDenials::new(facts, names, roles);
    let mut known = outputs::Known::new(names, &denied, aids, &all);
    let starts = touched::Starts::new(facts, &known, news, roles, starters);
    known.shown = starts.shown();
    let mut reads = Vec::new();
    for (at, reason) in taken {
        if found.len() >= MAX_TRAILS {
            break;
        }
        if let Some(role) = roles.views.get(*at) {
            let other = shared::with_other_work(workplaces, role, *at);
            let its = holders::of_role(&known, role, reason, &starts, other, found, unmatched);
            reads.push((*at, its));
        }
    }
    let is_labeling = !found.is_empty()
        || !unmatched.is_empty()
        || !all.is_empty()
        || !takers.is_empty()
        || taken.iter().any(|(_, one)| one.confidence > Confidence::Possible);
    let mut inputs: BTreeSet<usize> = reads.iter().filter_map(|(_, reads)| reads.input).collect();
    policies::find(facts, &known, roles, taken, is_labeling, found);
    topics::find(facts, names, found);
    for starter in starters {
        if found.len() >= MAX_TRAILS {
            break;
        }
        let its: Vec<&holders::Reads> = reads
            .iter()
            .filter(|(role, _)| is_role_of(starter, *role, roles))
            .map(|(_, reads)| reads)
            .collect();
        inputs.extend(starting::find(&known, news, roles, starter, &its, found, unmatched));
    }
    inputs
}

/// Whether a labeling role is one that this function's labeling takes on: it hands it on, or hands on none, and the role
/// stands beside it.
fn is_role_of(starter: &functions::Starter, role: usize, roles: &roles::Roles) -> bool {
    if !starter.passed.is_empty() {
        return starter.passed.iter().any(|(passed, _)| *passed == role);
    }
    roles.views.get(role).is_some_and(|view| view.fact.scope == starter.function.scope)
}
