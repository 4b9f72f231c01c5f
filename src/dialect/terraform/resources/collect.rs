//! All instances of all modules of a root, turned into facts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Of, assumptions, awscc, buckets, events, functions, iam, labeling, machines, objects,
    provisioners, stacks,
};
use crate::{
    dialect::terraform::{evaluate::Evaluator, program::Mode},
    facts::Facts,
    source::Label,
    value::Value,
};

/// The facts of one root, and what can only be joined at the end.
pub(in super::super) struct Collector<'e, 'a> {
    pub evaluator: &'e Evaluator<'a>,
    pub facts: Facts,
    /// The documents of customer managed policies, by the id of their ARN.
    pub(super) policies: BTreeMap<Arc<str>, Value>,
    /// The ids of their ARNs by their names; none where several have one name.
    pub(super) policies_by_name: BTreeMap<String, Option<Arc<str>>>,
    pub(super) attachments: Vec<iam::Attachment>,
    pub(super) functions: Vec<functions::Pending<'a>>,
    /// Why the CORS rules of a bucket may be set elsewhere, by the id of its name.
    pub(super) elsewhere: Vec<(Arc<str>, Label)>,
    /// The same for changes that Terraform is told to ignore; they do not matter beside a resource of its own.
    pub(super) ignored: Vec<(Arc<str>, Label)>,
    /// The ids of the buckets that have such a resource.
    pub(super) apart: BTreeSet<Arc<str>>,
}

impl<'e, 'a> Collector<'e, 'a> {
    pub fn new(evaluator: &'e Evaluator<'a>) -> Collector<'e, 'a> {
        Collector {
            evaluator,
            facts: Facts::default(),
            policies: BTreeMap::new(),
            policies_by_name: BTreeMap::new(),
            attachments: Vec::new(),
            functions: Vec::new(),
            elsewhere: Vec::new(),
            ignored: Vec::new(),
            apart: BTreeSet::new(),
        }
    }

    /// Collects a module instance and all that it calls.
    pub fn module(&mut self, instance: usize) {
        let of = self.evaluator.instance(instance);
        for (address, resource) in &of.module.resources {
            if !is_of_interest(&resource.kind)
                && resource.block.body.blocks("provisioner").next().is_none()
            {
                continue;
            }
            let expansion = self.evaluator.expansion(instance, address, &resource.block);
            for item in &expansion.items {
                self.resource(&Of::new(self.evaluator, instance, resource, &expansion, item));
            }
            assumptions::collect(self, instance, resource, &expansion);
            if (resource.mode, resource.kind.as_str()) == (Mode::Managed, "aws_lambda_function") {
                self.functions.push(functions::Pending { instance, resource, expansion });
            }
        }
        for call in of.module.calls.values() {
            match self.evaluator.called(instance, call) {
                Some((_, children)) => children.iter().for_each(|(_, child)| self.module(*child)),
                None => self.unseen(instance, call),
            }
        }
    }

    fn resource(&mut self, of: &Of) {
        if of.exists().is_none() {
            return;
        }
        match (of.resource.mode, of.resource.kind.as_str()) {
            (_, "aws_s3_bucket") => buckets::bucket(self, of),
            (Mode::Managed, "aws_s3_bucket_cors_configuration") => buckets::cors(self, of),
            (Mode::Managed, "aws_s3_bucket_policy") => buckets::policy(self, of),
            (Mode::Managed, "aws_sns_topic_policy") => buckets::topic_policy(self, of),
            (Mode::Managed, "aws_s3_bucket_notification") => events::notification(self, of),
            (Mode::Managed, "aws_cloudwatch_event_rule") => events::rule(self, of),
            (Mode::Managed, "aws_cloudwatch_event_target") => events::rule_target(self, of),
            (Mode::Managed, "aws_sns_topic_subscription") => events::subscription(self, of),
            (Mode::Managed, "aws_lambda_event_source_mapping") => events::mapping(self, of),
            (Mode::Managed, "aws_s3_object" | "aws_s3_bucket_object") => objects::object(self, of),
            (Mode::Managed, "awscc_s3_bucket") => awscc::bucket(self, of),
            (Mode::Managed, "aws_sagemaker_labeling_job") => labeling::job(self, of),
            (Mode::Managed, "aws_sagemaker_flow_definition") => labeling::flow(self, of),
            (Mode::Managed, "aws_sagemaker_domain") => labeling::domain(self, of),
            (Mode::Managed, "aws_sagemaker_user_profile") => labeling::user_profile(self, of),
            (Mode::Managed, "aws_sagemaker_notebook_instance") => labeling::notebook(self, of),
            (Mode::Managed, "aws_sagemaker_human_task_ui") => labeling::page(self, of),
            (Mode::Managed, "aws_sagemaker_workteam") => {
                labeling::presence(self, of);
            }
            (Mode::Managed, kind) if kind.contains("_sagemaker_") => labeling::other(self, of),
            (Mode::Managed, "aws_sfn_state_machine") => {
                machines::machine(self, of, &["definition"])
            }
            (Mode::Managed, "awscc_stepfunctions_state_machine") => {
                machines::machine(self, of, &["definition_string", "definition"]);
            }
            (Mode::Managed, "aws_scheduler_schedule") => machines::schedule(self, of),
            (Mode::Managed, "aws_iam_role") => iam::role(self, of),
            (Mode::Managed, "awscc_iam_role") => iam::cloud_control_role(self, of),
            (Mode::Managed, "awscc_iam_role_policy") => iam::cloud_control_role_policy(self, of),
            (Mode::Managed, "aws_iam_role_policy") => iam::role_policy(self, of),
            (Mode::Managed, "aws_iam_policy") => iam::policy(self, of),
            (
                Mode::Managed,
                "aws_iam_role_policy_attachment"
                | "aws_iam_policy_attachment"
                | "aws_iam_role_policy_attachments_exclusive",
            ) => iam::attachment(self, of),
            (Mode::Managed, "aws_cloudformation_stack") => stacks::stack(self, of),
            _ => {}
        }
        provisioners::provisioners(self, of);
    }
}

/// Whether a resource type says something of buckets or labeling.
fn is_of_interest(kind: &str) -> bool {
    kind.starts_with("aws_s3_bucket")
        || kind.starts_with("aws_sagemaker_")
        || kind.starts_with("aws_iam_")
        || kind.starts_with("awscc_")
        || kind == "aws_cloudformation_stack"
        || matches!(
            kind,
            "aws_sns_topic_policy"
                | "aws_sns_topic_subscription"
                | "aws_cloudwatch_event_rule"
                | "aws_cloudwatch_event_target"
                | "aws_lambda_event_source_mapping"
                | "aws_sfn_state_machine"
                | "aws_s3_object"
                | "aws_scheduler_schedule"
                | "aws_lambda_function"
        )
}

impl Of<'_, '_> {
    /// Where it lives, for choosing the nearest of several.
    pub(super) fn place(&self) -> Arc<str> {
        let path = &self.evaluator.instance(self.instance).path;
        format!("{}|{path}", self.evaluator.root).into()
    }
}
