//! A cloud assembly: a stack with many services, and labeling that reads a bucket of it.

use std::{io, path::Path};

use serde_json::{Map, Value, json};

use super::Written;

/// Services in the stack; each takes some 3 KB.
const SERVICES: usize = 250;

pub fn write(folder: &Path, at: usize, labeling: bool, written: &mut Written) -> io::Result<()> {
    let environment = "aws://123456789012/eu-west-1";
    let artifact = json!({"type": "aws:cloudformation:stack", "environment": environment,
        "displayName": "App", "properties": {"templateFile": "App.template.json", "stackName": format!("app-{at}")}});
    let manifest = json!({"version": "48.0.0", "artifacts": {"App": artifact}});
    written.add(folder, "manifest.json", &format!("{manifest:#}\n"))?;
    written.add(folder, "App.template.json", &stack(at, labeling))?;
    written.wrong += usize::from(labeling && is_wrong(at));
    Ok(())
}

fn is_wrong(at: usize) -> bool {
    at % 2 == 1
}

pub fn stack(at: usize, labeling: bool) -> String {
    let mut properties = Map::new();
    if !is_wrong(at) {
        let rule = json!({"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]});
        properties.insert("CorsConfiguration".to_owned(), json!({"CorsRules": [rule]}));
    }
    let mut resources = Map::new();
    resources.insert(
        "Images".to_owned(),
        json!({"Type": "AWS::S3::Bucket", "Properties": properties,
        "Metadata": {"aws:cdk:path": "App/Images/Resource"}}),
    );
    if labeling {
        let uri = json!({"Fn::Join": ["", ["s3://", {"Ref": "Images"}, "/manifest.jsonl"]]});
        let state = json!({"Type": "Task", "End": true, "Resource": "arn:aws:states:::sagemaker:createLabelingJob.sync",
            "Parameters": {"InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": uri}}}}});
        let definition = json!({"StartAt": "Label", "States": {"Label": state}});
        resources.insert(
            "Labeling".to_owned(),
            json!({"Type": "AWS::StepFunctions::StateMachine",
            "Properties": {"RoleArn": {"Fn::GetAtt": ["Role0", "Arn"]}, "Definition": definition}}),
        );
    }
    for service in 0..SERVICES {
        add_service(&mut resources, service);
    }
    format!("{:#}\n", json!({"Resources": resources}))
}

/// A function with its role and policy, as the CDK writes them.
pub fn add_service(resources: &mut Map<String, Value>, at: usize) {
    let arn = |resource: &str| json!({"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":dynamodb:eu-west-1:", {"Ref": "AWS::AccountId"}, resource]]});
    let trust = json!({"Version": "2012-10-17", "Statement": [
        {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}]});
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"], "Effect": "Allow",
         "Resource": [arn(&format!(":table/t{at}")), arn(&format!(":table/t{at}/index/*"))]}]});
    resources.insert(
        format!("Role{at}"),
        json!({"Type": "AWS::IAM::Role",
        "Properties": {"AssumeRolePolicyDocument": trust},
        "Metadata": {"aws:cdk:path": format!("App/Service{at}/ServiceRole/Resource")}}),
    );
    resources.insert(format!("Policy{at}"), json!({"Type": "AWS::IAM::Policy",
        "Properties": {"PolicyName": format!("policy-{at}"), "PolicyDocument": policy, "Roles": [{"Ref": format!("Role{at}")}]},
        "Metadata": {"aws:cdk:path": format!("App/Service{at}/ServiceRole/DefaultPolicy/Resource")}}));
    resources.insert(format!("Function{at}"), json!({"Type": "AWS::Lambda::Function",
        "Properties": {"Role": {"Fn::GetAtt": [format!("Role{at}"), "Arn"]}, "Runtime": "nodejs22.x", "Handler": "index.handler",
            "Code": {"S3Bucket": {"Fn::Sub": "cdk-assets-${AWS::AccountId}-${AWS::Region}"}, "S3Key": format!("{at:064x}.zip")},
            "Environment": {"Variables": {"TABLE": format!("t{at}"), "STAGE": "prod"}}},
        "Metadata": {"aws:cdk:path": format!("App/Service{at}/Resource")}}));
}
