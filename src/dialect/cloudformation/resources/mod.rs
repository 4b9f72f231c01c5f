//! Resources to facts, one file for each concern.

mod bucket;
mod calls;
mod connectors;
mod cors_code;
mod custom;
mod forward;
mod function;
mod iam;
mod machine;
mod manifest;
mod notification;
mod serverless;
mod serverless_events;

use std::sync::Arc;

use crate::{
    facts::{Facts, FlowFact, Language, Worker, WorkplaceFact},
    source::{Label, Span},
    value::{Guard, Value},
};

use super::{
    deployment::{Deployment, NESTED},
    evaluate::{Context, is_published},
    template::Resource,
};

/// How a resource is shown, and where a person would edit it.
pub struct Place {
    pub address: String,
    /// The one line that a finding points at.
    pub header: Span,
    pub body: Span,
    /// The place in the template, when `header` lies in the app's source.
    pub template: Option<Span>,
    /// Where the CORS configuration was set, when that is not in the template.
    pub cors: Option<Span>,
    pub callers: Vec<Label>,
    pub language: Language,
}

/// Finds the place of a resource of a stack.
pub type Locate<'l> = dyn Fn(&Deployment, usize, &Resource) -> Place + 'l;

/// A resource that a stack makes.
struct Made<'a> {
    context: Context<'a>,
    resource: &'a Resource,
    place: Place,
    exists: Guard,
    scope: Arc<str>,
}

impl Made<'_> {
    fn property(&self, path: &[&str]) -> Value {
        self.context.property(self.resource, path)
    }
}

/// The facts of every stack's resources.
pub fn facts(deployment: &Deployment, locate: &Locate) -> Facts {
    let mut facts = Facts::default();
    for (at, stack) in deployment.stacks.iter().enumerate() {
        if let Some(problem) = deployment.spending.problem(&stack.template.path) {
            facts.problems.push(problem);
            break;
        }
        let context = deployment.context(at);
        let resources = stack.template.resources.iter();
        for resource in resources.filter(|one| one.concerns && is_of_interest(&one.kind)) {
            let Some(exists) = context.exists(resource) else { continue };
            let place = locate(deployment, at, resource);
            let scope = stack.scope.clone();
            add(&Made { context, resource, place, exists, scope }, &mut facts);
        }
    }
    facts
}

/// Whether the properties of this type are looked at; what refers to others knows their type alone.
pub fn is_read(kind: &str) -> bool {
    is_of_interest(kind) || NESTED.contains(&kind) || is_published(kind)
}

fn is_of_interest(kind: &str) -> bool {
    KINDS.contains(&kind) || kind.starts_with("Custom::") || kind.starts_with(SAGEMAKER)
}

const KINDS: &[&str] = &[
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
    "AWS::SNS::Subscription",
    "AWS::Lambda::EventSourceMapping",
    "AWS::StepFunctions::StateMachine",
    "AWS::Serverless::StateMachine",
    "AWS::Serverless::Function",
    "AWS::Serverless::Connector",
    "AWS::Lambda::Function",
    "AWS::Scheduler::Schedule",
    "AWS::Events::Rule",
    "AWS::CloudFormation::CustomResource",
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::RolePolicy",
];

const SAGEMAKER: &str = "AWS::SageMaker::";

fn add(made: &Made, facts: &mut Facts) {
    match made.resource.kind.as_str() {
        "AWS::S3::Bucket" => {
            bucket::add(made, facts);
            notification::of_bucket(made, facts);
        }
        "AWS::S3::BucketPolicy" => iam::bucket_policy(made, facts),
        "AWS::SNS::TopicPolicy" => iam::topic_policy(made, facts),
        "AWS::StepFunctions::StateMachine" => machine::add(made, facts),
        "AWS::Serverless::StateMachine" => {
            machine::add(made, facts);
            serverless::state_machine(made, facts);
        }
        "AWS::Serverless::Function" => serverless::function(made, facts),
        "AWS::Serverless::Connector" => connectors::add(made, facts),
        "AWS::Lambda::Function" => function::add(made, facts),
        "AWS::Scheduler::Schedule" => calls::schedule(made, facts),
        "AWS::Events::Rule" => {
            calls::rule(made, facts);
            forward::rule(made, facts);
        }
        "AWS::SNS::Subscription" => forward::subscription(made, facts),
        "AWS::SNS::Topic" => forward::topic(made, facts),
        "AWS::Lambda::EventSourceMapping" => forward::mapping(made, facts),
        "AWS::IAM::Role" => iam::role(made, facts),
        "AWS::IAM::Policy" | "AWS::IAM::ManagedPolicy" => iam::policy(made, facts),
        "AWS::IAM::RolePolicy" => iam::role_policy(made, facts),
        "AWS::SageMaker::Workteam"
        | "AWS::SageMaker::HumanTaskUi"
        | "AWS::SageMaker::FlowDefinition" => flow(made, facts),
        "AWS::SageMaker::Domain"
        | "AWS::SageMaker::UserProfile"
        | "AWS::SageMaker::NotebookInstance" => workplace(made, Worker::People, facts),
        kind if kind.starts_with(SAGEMAKER) => workplace(made, Worker::Machine, facts),
        "Custom::S3BucketNotifications" => notification::custom(made, facts),
        "Custom::CDKBucketDeployment" => manifest::add(made, facts),
        _ => custom::add(made, facts),
    }
}

/// Where the properties of SageMaker's types name a role.
const ROLES: &[&[&str]] = &[
    &["RoleArn"],
    &["ExecutionRoleArn"],
    &["DefaultUserSettings", "ExecutionRole"],
    &["UserSettings", "ExecutionRole"],
    &["MonitoringScheduleConfig", "MonitoringJobDefinition", "RoleArn"],
];

fn workplace(made: &Made, worker: Worker, facts: &mut Facts) {
    let roles = ROLES.iter().map(|path| made.property(path)).filter(|role| !role.is_absent());
    let header = made.place.header;
    facts.workplaces.extend(roles.map(|role| WorkplaceFact { role, worker, header }));
}

fn flow(made: &Made, facts: &mut Facts) {
    facts.flows.push(FlowFact {
        address: made.place.address.clone(),
        role: made.property(&["RoleArn"]),
        output: made.property(&["OutputConfig", "S3OutputPath"]),
        page: made.property(&["HumanLoopConfig", "HumanTaskUiArn"]),
        source: made.property(&["HumanLoopRequestSource", "AwsManagedHumanLoopRequestSource"]),
        header: made.place.header,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
}
