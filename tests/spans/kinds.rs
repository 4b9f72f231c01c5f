//! The things that labels speak of, as each dialect names them.

use crate::headers::Kind;

pub const ROLE: Kind = Kind {
    terraform: &["resource aws_iam_role", "resource awscc_iam_role"],
    cloudformation: &["AWS::IAM::Role"],
    app: &["Role"],
};
pub const FUNCTION: Kind = Kind {
    terraform: &["resource aws_lambda_function"],
    cloudformation: &["AWS::Lambda::Function", "AWS::Serverless::Function"],
    app: &["Function"],
};
pub const JOB: Kind = Kind {
    terraform: &[
        "resource aws_sagemaker_labeling_job",
        "resource aws_scheduler_schedule",
        "provisioner",
    ],
    cloudformation: &["Custom::AWS", "AWS::Scheduler::Schedule", "AWS::Events::Rule"],
    app: &["AwsCustomResource", "CfnResource", "Rule"],
};
pub const FLOW: Kind = Kind {
    terraform: &["resource aws_sagemaker_flow_definition"],
    cloudformation: &["AWS::SageMaker::FlowDefinition", "Custom::AWS"],
    app: &["CfnResource", "AwsCustomResource"],
};
pub const SETUP: Kind = Kind {
    terraform: &[],
    cloudformation: &["AWS::CloudFormation::CustomResource", "Custom::LabelingJob"],
    app: &["CustomResource"],
};
pub const EVENT_RULE: Kind = Kind {
    terraform: &["resource aws_cloudwatch_event_rule"],
    cloudformation: &["AWS::Events::Rule", "EventBridgeRule", "CloudWatchEvent"],
    app: &["Rule"],
};
pub const EVENT_TARGET: Kind = Kind {
    terraform: &["resource aws_cloudwatch_event_target"],
    cloudformation: &["AWS::Serverless::Function", "AWS::Serverless::StateMachine"],
    app: &[],
};
pub const SUBSCRIPTION: Kind = Kind {
    terraform: &["resource aws_sns_topic_subscription"],
    cloudformation: &["AWS::SNS::Subscription", "AWS::SNS::Topic"],
    app: &["addSubscription"],
};
pub const POLLER: Kind = Kind {
    terraform: &["resource aws_lambda_event_source_mapping"],
    cloudformation: &["AWS::Lambda::EventSourceMapping"],
    app: &["addEventSource"],
};
pub const MACHINE: Kind = Kind {
    terraform: &["resource aws_sfn_state_machine"],
    cloudformation: &["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"],
    app: &["StateMachine"],
};
pub const UPLOAD: Kind = Kind {
    terraform: &["resource aws_s3_object"],
    cloudformation: &[],
    app: &["BucketDeployment"],
};
pub const WORKPLACE: Kind = Kind {
    terraform: &["resource aws_sagemaker_domain", "resource aws_sagemaker_notebook_instance"],
    cloudformation: &["AWS::SageMaker::UserProfile"],
    app: &["CfnDomain"],
};
pub const OTHER_WORK: Kind = Kind {
    terraform: &["resource aws_sagemaker_model"],
    cloudformation: &["AWS::SageMaker::Pipeline"],
    app: &[],
};
pub const CORS: Kind = Kind {
    terraform: &["resource aws_s3_bucket_cors_configuration", "cors_rule"],
    cloudformation: &["Custom::AWS"],
    app: &["AwsCustomResource"],
};
pub const INPUT: Kind = Kind {
    terraform: &["variable"],
    cloudformation: &[
        "String",
        "CommaDelimitedList",
        "List<String>",
        "Custom::BucketCors",
        "Custom::S3Cors",
        "Custom::Setup",
    ],
    app: &[],
};
pub const TOPIC: Kind =
    Kind { terraform: &["resource aws_sns_topic"], cloudformation: &[], app: &[] };
pub const MODULE: Kind = Kind { terraform: &["module"], cloudformation: &[], app: &[] };
pub const OUTPUT: Kind = Kind { terraform: &["output"], cloudformation: &[], app: &[] };
pub const STATE: Kind =
    Kind { terraform: &["data terraform_remote_state"], cloudformation: &[], app: &[] };
