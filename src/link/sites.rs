//! Where labeling is asked for: requests by themselves, and in the states of machines.

use rayon::prelude::*;

use crate::{
    aws::{labeling::Call, states},
    facts::{Facts, MachineFact, RequestFact},
    source::Span,
    value::{Guard, Value, json},
};

/// One call, wherever it stands.
pub(super) struct Site<'a> {
    pub call: Call,
    pub request: Value,
    pub address: &'a str,
    pub header: Span,
    pub exists: Guard,
    pub scope: &'a str,
    /// What the header's label says.
    pub what: String,
}

/// Calls of one project past these are not looked at.
const MAX_CALLS: usize = 20_000;
/// So many machines are read at once.
const AT_ONCE: usize = 16;

/// The calls that name their input: by themselves, and in the states of machines.
pub(super) fn sites(facts: &Facts) -> Vec<Site<'_>> {
    let mut out: Vec<Site> = facts.requests.iter().take(MAX_CALLS).map(site).collect();
    for machines in facts.machines.chunks(AT_ONCE) {
        if out.len() >= MAX_CALLS {
            break;
        }
        let sites: Vec<Vec<Site>> = machines.par_iter().map(sites_of_machine).collect();
        out.extend(sites.into_iter().flatten());
    }
    out
}

fn sites_of_machine(machine: &MachineFact) -> Vec<Site<'_>> {
    let mut out = Vec::new();
    for (exists, definition) in definitions(machine) {
        out.extend(states::calls(&definition).into_iter().map(|call| Site {
            call: call.call,
            request: call.request,
            address: &machine.address,
            header: machine.header,
            exists: exists.clone(),
            scope: &machine.scope,
            what: format!("state '{}' {}", call.state, starts(call.call)),
        }));
    }
    out
}

fn site(fact: &RequestFact) -> Site<'_> {
    let what = match fact.call {
        Call::CreateLabelingJob => "this labeling job".to_owned(),
        call => format!("this {}", starts(call)),
    };
    Site {
        call: fact.call,
        request: fact.request.clone(),
        address: &fact.address,
        header: fact.header,
        exists: fact.exists.clone(),
        scope: &fact.scope,
        what,
    }
}

fn starts(call: Call) -> &'static str {
    match call {
        Call::CreateLabelingJob => "starts a labeling job",
        Call::StartHumanLoop => "starts a human loop",
        Call::AnalyzeWithHumanLoop => "analyzes images and may start a human loop",
        Call::CreateFlowDefinition => "creates a flow definition",
        Call::CreateHit => "creates a Mechanical Turk task",
        Call::PutBucketCors => "sets a bucket's CORS rules",
    }
}

/// The definition of a machine under each of its alternatives, as far as it reads as JSON.
pub(super) fn definitions(machine: &MachineFact) -> Vec<(Guard, Value)> {
    let mut out = Vec::new();
    for (guard, one) in machine.definition.alternatives() {
        let Some(exists) = machine.exists.and(&guard) else { continue };
        if let Ok(definition) = json::decoded(&one) {
            out.push((exists, definition));
        }
    }
    out
}
