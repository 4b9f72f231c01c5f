//! Which buckets the functions that start labeling can have to do with.

use std::collections::BTreeSet;

use super::{
    functions::{Starter, Usage, environment},
    outputs::{Known, buckets, names_page},
    rights::Rights,
    roles::{RoleView, Roles},
    words::say_output,
};
use crate::{
    aws::labeling::Call,
    facts::Facts,
    link::{names::Match, news::News},
    source::{Label, Span},
    value::Answer,
};

/// The buckets that functions which start labeling may read, have in their environment, or are told of new objects by.
#[derive(Default)]
pub(super) struct Starts {
    buckets: BTreeSet<usize>,
    /// Those that they may have to do with, by names that are not known.
    others: BTreeSet<usize>,
    /// Whether one of them may read what is not in view.
    is_open: bool,
    /// Whether nothing else starts labeling here.
    is_whole: bool,
    /// For each function, the buckets whose objects its code hands to workers.
    shown: Vec<(Span, BTreeSet<usize>)>,
}

impl Starts {
    pub fn new(
        facts: &Facts,
        known: &Known,
        news: &[News],
        roles: &Roles,
        starters: &[Starter],
    ) -> Starts {
        let mut starts = Starts { is_whole: !starts_otherwise(facts), ..Starts::default() };
        let busy = starters.iter().filter(|starter| !starter.is_idle);
        busy.for_each(|starter| starts.starter(known, news, roles, starter));
        starts
    }

    fn starter(&mut self, known: &Known, news: &[News], roles: &Roles, starter: &Starter) {
        let (names, function) = (known.names, starter.function);
        let views = starter.roles.iter().filter_map(|at| roles.views.get(*at));
        let own: Vec<&RoleView> = views.collect();
        let rights = Rights::new(names, &own);
        let mut shown = BTreeSet::new();
        for variable in environment(function) {
            let is_written = matches!(starter.use_of(&variable.name), Usage::Written);
            let code = starter.code.as_ref();
            let is_shown = code.is_some_and(|code| code.shows(&variable.name));
            // what is called output is no input, unless its address is handed on
            let is_output = say_output(&variable.name)
                && !(is_shown && code.is_some_and(|code| code.addresses(&variable.name)));
            if is_written || is_output || names_page(&variable) {
                continue;
            }
            for hit in buckets(names, &variable.value, &function.scope) {
                self.add(hit);
                if is_shown && hit.answer == Answer::Yes && !rights.only_writes(hit.bucket) {
                    shown.insert(hit.bucket);
                }
            }
        }
        for news in news.iter().filter(|news| news.is_shown() && news.reaches(&function.name)) {
            names.find(&news.bucket, &news.scope).into_iter().for_each(|hit| self.add(hit));
        }
        self.shown.push((function.header, shown));
        self.is_open |= !rights.all;
        self.buckets.extend(rights.reads);
    }

    fn add(&mut self, hit: Match) {
        let known = if hit.answer == Answer::Yes { &mut self.buckets } else { &mut self.others };
        known.insert(hit.bucket);
    }

    /// The buckets that code surely hands objects of to workers: it uses no other.
    pub fn shown(&self) -> BTreeSet<usize> {
        let sure = self.shown.iter().filter(|(_, shown)| shown.len() == 1);
        sure.flat_map(|(_, shown)| shown.iter().copied()).collect()
    }

    /// Whether one of them can use a bucket; `Maybe` where not all that it may read is in view.
    pub fn touch(&self, bucket: usize) -> Answer {
        if self.buckets.contains(&bucket) {
            return Answer::Yes;
        }
        let may = self.is_open || self.others.contains(&bucket);
        if may { Answer::Maybe } else { Answer::No }
    }

    /// Where it shows that what workers are sent lies in some of the buckets that a role `reads`: the code of each function
    /// says so.
    pub fn send(&self, reads: &BTreeSet<usize>) -> Option<Label> {
        let sends = |(_, shown): &(Span, BTreeSet<usize>)| !shown.is_disjoint(reads);
        let (first, _) = self.shown.first()?;
        let text = "and this function starts human loops with objects of another bucket";
        let all = self.is_whole && self.shown.iter().all(sends);
        all.then(|| Label::new(*first, text))
    }
}

/// Whether requests, state machines or services of AWS start labeling here.
fn starts_otherwise(facts: &Facts) -> bool {
    let starts = |call: Call| {
        let by_itself = [Call::CreateLabelingJob, Call::StartHumanLoop, Call::AnalyzeWithHumanLoop];
        by_itself.contains(&call)
    };
    let names_it = |text: &str| text.contains("umanLoop") || text.contains("abelingJob");
    facts.requests.iter().any(|one| starts(one.call))
        || facts.flows.iter().any(|one| !one.source.is_absent() && !one.source.is_null())
        || facts.machines.iter().any(|one| one.definition.has_text(&names_it))
}
