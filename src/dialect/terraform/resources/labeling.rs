//! Labeling jobs, human-review flows and workteams.

use super::{Collector, Of};
use crate::{
    aws::labeling::Call,
    facts::{FlowFact, RequestFact, WorkplaceFact},
    value::Value,
};

pub(super) fn job(collector: &mut Collector, of: &Of) {
    let request = of.fields().all(Some(&of.resource.block));
    collector.facts.requests.push(RequestFact {
        call: Call::CreateLabelingJob,
        request,
        address: of.address(),
        header: of.header(),
        body: of.body(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}

pub(super) fn flow(collector: &mut Collector, of: &Of) {
    let output = of.get("output_config").get("s3_output_path");
    add(collector, of, of.get("role_arn"), output);
}

pub(super) fn domain(collector: &mut Collector, of: &Of) {
    workplace(collector, of, of.get("default_user_settings").get("execution_role"));
}

pub(super) fn user_profile(collector: &mut Collector, of: &Of) {
    workplace(collector, of, of.get("user_settings").get("execution_role"));
}

pub(super) fn notebook(collector: &mut Collector, of: &Of) {
    workplace(collector, of, of.get("role_arn"));
}

fn workplace(collector: &mut Collector, of: &Of, role: Value) {
    collector.facts.workplaces.push(WorkplaceFact { role, header: of.header() });
}

/// A workteam or a worker's page: it shows that labeling goes on here.
pub(super) fn presence(collector: &mut Collector, of: &Of) {
    add(collector, of, Value::absent(), Value::absent());
}

fn add(collector: &mut Collector, of: &Of, role: Value, output: Value) {
    collector.facts.flows.push(FlowFact {
        address: of.address(),
        role,
        output,
        header: of.header(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}
