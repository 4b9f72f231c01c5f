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
    /// Whether a state of a machine asks.
    pub is_state: bool,
}

impl Site<'_> {
    /// What takes on a role here: "… takes it on".
    pub fn taker(&self) -> String {
        match self.call {
            _ if self.is_state => format!("{} that", self.what),
            Call::CreateFlowDefinition => "this call makes a flow definition that".to_owned(),
            _ => self.what.clone(),
        }
    }
}

/// Calls of one project past these are not looked at.
const MAX_CALLS: usize = 20_000;
/// Definitions of about so many bytes are read at once.
const AT_ONCE: usize = 256 * 1024;
/// A value in a definition counts for so many bytes besides its text.
const BYTES_OF_VALUE: usize = 16;

/// The calls that name their input: by themselves, and in the states of machines.
pub(super) fn sites(facts: &Facts) -> Vec<Site<'_>> {
    let mut out: Vec<Site> = facts.requests.iter().take(MAX_CALLS).map(site).collect();
    let mut left = facts.machines.as_slice();
    while out.len() < MAX_CALLS && !left.is_empty() {
        let (machines, after) = left.split_at(at_once(left));
        let sites: Vec<Vec<Site>> = machines.par_iter().map(sites_of_machine).collect();
        out.extend(sites.into_iter().flatten());
        left = after;
    }
    out
}

/// How many of the first machines are read at once: one at least.
fn at_once(machines: &[MachineFact]) -> usize {
    let mut bytes = 0;
    let few = machines.iter().take_while(|one| {
        let definition = &one.definition;
        bytes += definition.weight() + BYTES_OF_VALUE * definition.size(AT_ONCE);
        bytes <= AT_ONCE
    });
    few.count().max(1)
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
            is_state: true,
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
        is_state: false,
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
