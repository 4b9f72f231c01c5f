//! From a function that starts labeling to the buckets that it reads, has in its environment, or is told new objects of.

use std::collections::BTreeSet;

use super::{
    denials,
    functions::{Starter, Usage, Variable, environment},
    holders::Reads,
    outputs::{Known, buckets, names_page},
    reach::Reached,
    rights::Rights,
    roles::{RoleView, Roles},
    source::Evidence,
    words::say_output,
};
use crate::{
    aws::s3,
    link::{Found, Unmatched, news::News},
    model::{Confidence, Role},
    source::Label,
    value::Symbol,
};

/// The buckets of one function, by what shows them.
struct Hits {
    by_role: Vec<Found>,
    by_variable: Vec<Found>,
    by_news: Vec<Found>,
}

/// The buckets in a function's environment, and what its code does with them.
#[derive(Default)]
struct InEnvironment {
    hits: Vec<Found>,
    /// Those that it may show to workers.
    shown: BTreeSet<usize>,
    /// Those that it reads or writes itself.
    kept: BTreeSet<usize>,
    /// Those that its code only writes to.
    written: BTreeSet<usize>,
    /// Those that its code puts into addresses for others to open.
    addressed: BTreeSet<usize>,
}

/// Adds the buckets of a function that starts labeling. One that `reads`, its labeling roles, may not read holds what only
/// the function needs. Gives those that its code or the news of new objects shows to be input.
pub(super) fn find(
    known: &Known,
    news: &[News],
    roles: &Roles,
    starter: &Starter,
    reads: &[&Reads],
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) -> Vec<usize> {
    let mut trail = vec![Label::new(starter.function.header, "this function")];
    trail.extend(starter.why.iter().cloned());
    let reached = Reached {
        names: known.names,
        service: starter.service,
        work: starter.work,
        confidence: if starter.is_idle { Confidence::Possible } else { Confidence::Likely },
        trail: &trail,
        exists: &starter.function.exists,
        scope: &starter.function.scope,
    };
    let own: Vec<&RoleView> = starter.roles.iter().filter_map(|at| roles.views.get(*at)).collect();
    let mut by_role = by_role(known, &own, starter, &reached, unmatched);
    let mut environment = in_environment(known, starter, &reached);
    // its own role lets it read what it keeps to itself
    let kept = &environment.kept - &environment.shown;
    let both = by_role.iter_mut().chain(&mut environment.hits);
    both.filter(|hit| kept.contains(&hit.bucket)).for_each(make_possible);
    let others = &environment.shown | &environment.kept;
    let written = &environment.written - &others;
    for hit in by_role.iter_mut().filter(|hit| written.contains(&hit.bucket)) {
        hit.used.role = Role::Output;
    }
    let rights = Rights::new(known.names, &own);
    environment.hits.iter_mut().for_each(|hit| rights.weigh(hit, reads));
    let mut hits = Hits {
        by_role: known.settle_aids(by_role, None),
        by_variable: known.settle_aids(environment.hits, None),
        by_news: Vec::new(),
    };
    if starter.is_aloof {
        hits.all().for_each(make_possible);
    }
    hits.by_news = by_news(news, starter, &reached);
    let is_out_of_reach = |bucket: usize| {
        reads.iter().any(|one| !one.buckets.is_empty()) && !reads.iter().any(|one| one.may(bucket))
    };
    let unread = hits.all().filter(|hit| is_input(hit) && is_out_of_reach(hit.bucket));
    unread.for_each(make_possible);
    known.settle(&mut hits.all().collect::<Vec<_>>(), None);
    let inputs = hits.inputs(&environment.addressed);
    found.extend([hits.by_role, hits.by_variable, hits.by_news].into_iter().flatten());
    inputs
}

impl Hits {
    fn all(&mut self) -> impl Iterator<Item = &mut Found> {
        let own = self.by_role.iter_mut().chain(&mut self.by_variable);
        own.chain(&mut self.by_news)
    }

    /// The buckets that its code or the news shows to be input.
    fn inputs(&self, addressed: &BTreeSet<usize>) -> Vec<usize> {
        let is_told = |hit: &&Found| is_input(hit) && hit.used.confidence >= Confidence::Likely;
        let is_used = |hit: &&Found| is_input(hit) && hit.used.confidence >= Confidence::Strong;
        let own = self.by_variable.iter().filter(is_used).map(|hit| hit.bucket);
        let own: BTreeSet<usize> = own.filter(|bucket| addressed.contains(bucket)).collect();
        // of several buckets in its code, one may be there for something else
        let mut inputs: Vec<usize> = own.iter().copied().filter(|_| own.len() == 1).collect();
        inputs.extend(self.by_news.iter().filter(is_told).map(|hit| hit.bucket));
        inputs
    }
}

fn is_input(hit: &Found) -> bool {
    hit.used.role == Role::Input
}

fn make_possible(hit: &mut Found) {
    hit.used.confidence = Confidence::Possible;
}

/// Those that its own role lets it read.
fn by_role(
    known: &Known,
    own: &[&RoleView],
    starter: &Starter,
    reached: &Reached,
    unmatched: &mut Vec<Unmatched>,
) -> Vec<Found> {
    let (mut hits, mut undeclared) = (Vec::new(), Vec::new());
    for role in own {
        let mut its = Vec::new();
        for granted in role.grants().iter().filter(|one| one.statement.allows("s3:GetObject")) {
            let address = &starter.function.address;
            reached.add_granted(granted, &mut its, &mut undeclared, address);
        }
        hits.extend(denials::weigh(known.names, role, known.denied, its));
    }
    unmatched.extend(known.aids.settle_undeclared(undeclared));
    hits
}

fn in_environment(known: &Known, starter: &Starter, reached: &Reached) -> InEnvironment {
    let mut out = InEnvironment::default();
    for variable in environment(starter.function).iter().filter(|one| !names_page(one)) {
        let usage = starter.use_of(&variable.name);
        let before = out.hits.len();
        add_variable(known, variable, &usage, reached, &mut out.hits);
        let its = || out.hits.iter().skip(before).map(|hit| hit.bucket);
        if starter.code.as_ref().is_some_and(|code| code.addresses(&variable.name)) {
            out.addressed.extend(its());
        }
        match usage {
            Usage::Kept => out.kept.extend(its()),
            Usage::Written => out.written.extend(its()),
            Usage::Shown | Usage::Unknown => out.shown.extend(its()),
            Usage::None => {}
        }
    }
    out
}

fn add_variable(
    known: &Known,
    variable: &Variable,
    usage: &Usage,
    reached: &Reached,
    hits: &mut Vec<Found>,
) {
    let name = s3::bucket_of_name(&variable.value, &|symbol: &Symbol| known.names.class(symbol));
    let is_shown = || {
        let buckets = buckets(known.names, &variable.value, reached.scope);
        buckets.iter().any(|hit| known.shown.contains(&hit.bucket))
    };
    let is_output = say_output(&variable.name) && !is_shown();
    let role = match usage {
        Usage::Written => Role::Output,
        _ if is_output => Role::Output,
        _ => Role::Input,
    };
    let own = format!("in its environment as {}", variable.name);
    let (confidence, text) = match usage {
        Usage::Shown => (Confidence::Strong, format!("and uses this bucket, {own}")),
        Usage::Unknown => (Confidence::Likely, format!("and has this bucket {own}")),
        Usage::Written => (Confidence::Likely, format!("and only writes to this bucket, {own}")),
        Usage::Kept => (Confidence::Possible, format!("and uses this bucket itself, {own}")),
        Usage::None => {
            (Confidence::Possible, format!("and has this bucket {own}, which its code never uses"))
        }
    };
    let reached = Reached { confidence, ..*reached };
    reached.add(&name, &variable.value, role, variable.at, &text, hits);
}

/// Those whose new objects it is told of.
fn by_news(news: &[News], starter: &Starter, reached: &Reached) -> Vec<Found> {
    let mut hits = Vec::new();
    let function = starter.function;
    for news in news.iter().filter(|news| news.is_shown() && news.reaches(&function.name)) {
        let mut trail = reached.trail.to_vec();
        trail.extend(news.hops.iter().cloned());
        let text = match news.hops.is_empty() {
            true => "and is told of each new object of this bucket",
            false => news.what,
        };
        let Some(exists) = function.exists.and(&news.exists) else { continue };
        let reached = Reached { trail: &trail, exists: &exists, ..*reached };
        let sends = starter.code.as_ref().is_some_and(Evidence::sends_objects);
        let sure = reached.sure_if(sends && !news.is_worked_on);
        sure.add(&news.bucket, &news.bucket, Role::Input, news.at, text, &mut hits);
    }
    hits
}
