//! State machines and schedules.

use super::{Collector, Of, attributes};
use crate::{
    aws::states,
    facts::{MachineFact, RequestFact},
    value::{Value, json},
};

/// A state machine; its definition is the first of the arguments that is given.
pub(super) fn machine(collector: &mut Collector, of: &Of, arguments: &[&str]) {
    let given = arguments.iter().map(|name| of.get(name));
    let definition = given.into_iter().find(|value| !value.is_absent() && !value.is_null());
    collector.facts.machines.push(MachineFact {
        name: attributes::machine_name(of),
        definition: definition.unwrap_or_else(Value::absent),
        address: of.address(),
        header: of.header(),
        body: of.body(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}

/// A schedule whose target is a call of an AWS API.
pub(super) fn schedule(collector: &mut Collector, of: &Of) {
    let target = of.get("target");
    let Some(call) = states::call(&target.get("arn")) else { return };
    let input = target.get("input");
    collector.facts.requests.push(RequestFact {
        call,
        request: json::decoded(&input).unwrap_or(input),
        address: of.address(),
        header: of.header(),
        body: of.body(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}
