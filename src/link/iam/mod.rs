//! IAM followed to the bucket: roles that labeling takes on, functions that start labeling, and what they may read.

mod functions;
mod labeling;
mod policies;
mod reach;
mod roles;
mod source;
mod topics;
mod words;
mod work;

use super::{Found, Unmatched, names::Names, news::News};
use crate::{facts::Facts, source::Sources};

pub(super) fn find(
    facts: &Facts,
    names: &Names,
    news: &[News],
    sources: &Sources,
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) {
    let roles = roles::Roles::new(facts);
    let starters = functions::starters(facts, &roles, sources);
    let mut labeling = Vec::new();
    for (at, role) in roles.views.iter().enumerate() {
        if let Some(reason) = labeling::reason(facts, &roles, at, &starters) {
            reach::of_role(names, role, &reason, found, unmatched);
            labeling.push((at, reason));
        }
    }
    policies::find(facts, names, &roles, &labeling, found);
    topics::find(facts, names, found);
    for starter in &starters {
        reach::of_starter(names, news, &roles, starter, found, unmatched);
    }
}
