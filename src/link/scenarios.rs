//! The CORS rules of a bucket under every set of decisions that can come about.

use std::sync::Arc;

use super::{
    Found,
    cors::Attached,
    worlds::{is_derived, worlds},
};
use crate::{
    aws::cors::rules,
    facts::{BucketFact, Facts, World},
    model::{Confidence, Cors, State},
    source::Label,
    value::{Answer, Guard, Origins, Value},
};

/// The rows of a table that are tried for the shortest words.
const MAX_WITNESSES: usize = 16;
/// More words than these are not told together.
const MAX_TOLD: usize = 3;

/// The rules in one world, and the configurations that write them when they are several.
type Written = (Cors, Vec<Label>);

/// One state where nothing branches, else one for each outcome in which the bucket is used, with the words that tell it.
pub(super) fn states(
    facts: &Facts,
    bucket: &BucketFact,
    found: &[Found],
    cors: &[Attached],
) -> Vec<State> {
    let conditions = conditions(bucket, found, cors);
    let Some(worlds) = worlds(facts, &conditions) else {
        let why =
            Origins::one("more conditions than cors-lint can tell apart", Some(bucket.header));
        return vec![State { when: None, cors: Cors::Unknown { why }, rivals: Vec::new() }];
    };
    let mut groups: Vec<(Written, Vec<Guard>)> = Vec::new();
    let mut is_always_used = true;
    for world in worlds {
        if bucket.exists.and(&world).is_none() {
            continue;
        }
        if !is_used(found, &world) {
            is_always_used = false;
            continue;
        }
        let here = under(bucket, cors, &world);
        match groups.iter_mut().find(|(known, _)| *known == here) {
            Some((_, guards)) => guards.push(world),
            None => groups.push((here, vec![world])),
        }
    }
    let only = groups.len() == 1 && is_always_used;
    let state = |((cors, rivals), guards): (Written, Vec<Guard>)| State {
        when: if only { None } else { Some(words(facts, guards)) },
        cors,
        rivals,
    };
    groups.into_iter().map(state).collect()
}

/// Whether labeling reads the bucket in this world, or writes to one that it never reads.
fn is_used(found: &[Found], world: &Guard) -> bool {
    let role = found.iter().map(|one| one.used.role).max();
    let uses = || found.iter().filter(|one| Some(one.used.role) == role);
    let possible = uses().all(|one| one.used.confidence <= Confidence::Possible);
    uses().any(|one| {
        (possible || one.used.confidence > Confidence::Possible) && one.exists.and(world).is_some()
    })
}

fn conditions(bucket: &BucketFact, found: &[Found], cors: &[Attached]) -> Vec<Arc<str>> {
    let mut out: Vec<Arc<str>> = Vec::new();
    let mut add = |guard: &Guard| out.extend(guard.decisions().iter().map(|(id, _)| id.clone()));
    add(&bucket.exists);
    found.iter().for_each(|one| add(&one.exists));
    cors.iter().for_each(|one| add(&one.exists));
    cors.iter().for_each(|one| one.rules.conditions(&mut out));
    out.sort();
    out.dedup();
    out
}

/// The bucket's rules in one world.
fn under(bucket: &BucketFact, cors: &[Attached], world: &Guard) -> Written {
    let here = cors.iter().filter(|one| one.exists.and(world).is_some());
    let (sure, doubtful): (Vec<_>, Vec<_>) = here.partition(|one| one.doubt.is_none());
    let all: Vec<Cors> =
        sure.iter().filter_map(|one| configuration(one, &one.rules.under(world))).collect();
    let own = match all.as_slice() {
        [] if !bucket.declared => {
            Cors::Unknown { why: Origins::one("the code that declares it", None) }
        }
        [] => Cors::Absent,
        [one] => one.clone(),
        [first, rest @ ..] => {
            let answer = first.lets_browsers_read();
            if rest.iter().all(|one| one.lets_browsers_read() == answer) {
                // what may add rules of its own has the bucket's name, and so comes after it
                let last = rest.iter().find(|one| matches!(one, Cors::Rules { open: Some(_), .. }));
                last.unwrap_or(first).clone()
            } else {
                let why = "which of its CORS configurations is written last";
                Cors::Unknown { why: Origins::one(why, sure.first().map(|one| one.header)) }
            }
        }
    };
    let rivals = rivals(&all, &own, &sure);
    if own.lets_browsers_read() != Answer::No {
        return (own, rivals);
    }
    let mut doubts = doubtful.iter().filter_map(|one| one.doubt.clone()).collect::<Vec<_>>();
    let elsewhere = bucket.managed_elsewhere.iter();
    doubts.extend(elsewhere.map(|label| Origins::one(label.text.clone(), Some(label.span))));
    match doubts.into_iter().reduce(|sum, next| sum.and(&next)) {
        Some(why) => (Cors::Unknown { why }, rivals),
        None => (own, rivals),
    }
}

/// The configurations that write a bucket's rules, when there are several. One of which not all is known may write none
/// at all: it counts only where it may do harm.
fn rivals(all: &[Cors], own: &Cors, sure: &[&Attached]) -> Vec<Label> {
    let is_closed = |one: &&Cors| matches!(one, Cors::Rules { open: None, .. });
    let is_harmless = own.lets_browsers_read() == Answer::Yes;
    let count = if is_harmless { all.iter().filter(is_closed).count() } else { all.len() };
    if count < 2 {
        return Vec::new();
    }
    let label = |one: &&Attached| Label::new(one.header, "writes this bucket's CORS rules");
    sure.iter().map(label).collect()
}

/// `None` for a configuration without rules, which S3 takes for none.
fn configuration(one: &Attached, value: &Value) -> Option<Cors> {
    let (rules, open) = rules(value);
    if rules.is_empty() {
        return open.map(|why| Cors::Unknown { why });
    }
    Some(Cors::Rules { header: one.header, span: one.span, rules, open })
}

/// The words that complete "when …" for a set of worlds.
fn words(facts: &Facts, mut guards: Vec<Guard>) -> String {
    let mut at = 0;
    while at < guards.len() {
        let merged = (at + 1..guards.len()).find_map(|other| {
            let sum = guards.get(at)?.or(guards.get(other)?)?;
            Some((other, sum))
        });
        match merged {
            Some((other, sum)) => {
                guards.remove(other);
                if let Some(one) = guards.get_mut(at) {
                    *one = sum;
                }
                at = 0;
            }
            None => at += 1,
        }
    }
    let mut said: Vec<String> = guards.iter().map(|guard| sentence(facts, guard)).collect();
    said.dedup();
    let more = said.len().saturating_sub(2);
    said.truncate(2);
    let said = said.join(", or when ");
    if more > 0 { format!("{said} (and {more} more)") } else { said }
}

fn sentence(facts: &Facts, guard: &Guard) -> String {
    let mut out: Vec<String> = Vec::new();
    for table in &facts.worlds {
        if table.iter().any(|row| touches(row, guard)) {
            let more = witness(table, guard);
            out.extend(more.into_iter().filter(|words| !out.contains(words)).collect::<Vec<_>>());
        }
    }
    let told = guard.decisions().iter().filter(|(id, _)| !is_derived(facts, id));
    for (id, outcome) in told {
        let in_table = facts.worlds.iter().flatten().any(|row| row.decisions.outcome(id).is_some());
        if !in_table {
            out.push(condition(facts, id, *outcome));
        }
    }
    out.join(" and ")
}

fn touches(row: &World, guard: &Guard) -> bool {
    guard.decisions().iter().any(|(id, _)| row.decisions.outcome(id).is_some())
}

/// The shortest of the first rows' witnesses, less what does not matter: values without which every row still agrees.
fn witness(table: &[World], guard: &Guard) -> Vec<String> {
    let agreeing = table.iter().filter(|row| agrees(row, guard)).take(MAX_WITNESSES);
    let agreeing: Vec<&World> = agreeing.collect();
    if agreeing.len() <= MAX_TOLD && agreeing.iter().all(|row| row.witness.len() == 1) {
        let all: Vec<&str> =
            agreeing.iter().flat_map(|row| &row.witness).map(String::as_str).collect();
        return vec![all.join(" or ")];
    }
    let shortened = agreeing.iter().map(|row| {
        let mut said: Vec<&String> = row.witness.iter().collect();
        let mut at = 0;
        while at < said.len() {
            let dropped = said.remove(at);
            let mut matching =
                table.iter().filter(|row| said.iter().all(|part| row.witness.contains(part)));
            if !matching.all(|row| agrees(row, guard)) {
                said.insert(at, dropped);
                at += 1;
            }
        }
        said
    });
    let shortest = shortened.min_by_key(Vec::len).unwrap_or_default();
    shortest.into_iter().cloned().collect()
}

fn agrees(row: &World, guard: &Guard) -> bool {
    row.decisions.and(guard).is_some()
}

fn condition(facts: &Facts, id: &str, outcome: bool) -> String {
    match facts.conditions.iter().find(|known| known.id.as_ref() == id) {
        Some(known) if outcome => known.when_true.clone(),
        Some(known) => known.when_false.clone(),
        None => format!("`{id}` is {outcome}"),
    }
}
