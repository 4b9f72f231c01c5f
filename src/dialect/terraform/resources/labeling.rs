//! Labeling jobs, human-review flows and workteams.

use super::{Collector, Of};
use crate::{
    aws::labeling::Call,
    facts::{FlowFact, PageFact, RequestFact, Worker, WorkplaceFact},
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
    let source = of.get("human_loop_request_source").get("aws_managed_human_loop_request_source");
    collector.facts.flows.push(FlowFact {
        role: of.get("role_arn"),
        output: of.get("output_config").get("s3_output_path"),
        page: of.get("human_loop_config").get("human_task_ui_arn"),
        source,
        ..presence_of(of)
    });
}

/// The page that workers are shown.
pub(super) fn page(collector: &mut Collector, of: &Of) {
    presence(collector, of);
    collector.facts.pages.push(PageFact {
        arn: of.opaque("arn"),
        name: of.get("human_task_ui_name"),
        content: of.get("ui_template").get("content"),
    });
}

pub(super) fn domain(collector: &mut Collector, of: &Of) {
    let role = of.get("default_user_settings").get("execution_role");
    workplace(collector, of, role, Worker::People);
}

pub(super) fn user_profile(collector: &mut Collector, of: &Of) {
    workplace(collector, of, of.get("user_settings").get("execution_role"), Worker::People);
}

pub(super) fn notebook(collector: &mut Collector, of: &Of) {
    workplace(collector, of, of.get("role_arn"), Worker::People);
}

/// A model, a pipeline, a training job: whatever else SageMaker does under a role.
pub(super) fn other(collector: &mut Collector, of: &Of) {
    for argument in ["role_arn", "execution_role_arn"] {
        workplace(collector, of, of.get(argument), Worker::Machine);
    }
}

fn workplace(collector: &mut Collector, of: &Of, role: Value, worker: Worker) {
    if !role.is_absent() {
        collector.facts.workplaces.push(WorkplaceFact { role, worker, header: of.header() });
    }
}

/// A workteam or a worker's page: it shows that labeling goes on here.
pub(super) fn presence(collector: &mut Collector, of: &Of) {
    collector.facts.flows.push(presence_of(of));
}

fn presence_of(of: &Of) -> FlowFact {
    FlowFact {
        address: of.address(),
        role: Value::absent(),
        output: Value::absent(),
        page: Value::absent(),
        source: Value::absent(),
        header: of.header(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    }
}
