//! Infrastructure as a CloudFormation template.

use serde_json::{Map, Value, json};

use crate::infrastructure::{Bucket, Labeled};

pub fn template(buckets: &[Bucket]) -> Value {
    let (mut parameters, mut resources) = (Map::new(), Map::new());
    for bucket in buckets {
        let id = format!("B{}", bucket.at);
        let mut properties = Map::new();
        if bucket.labeled == Labeled::Tag {
            properties
                .insert("Tags".into(), json!([{"Key": "Purpose", "Value": "labeling-input"}]));
        }
        let rules: Vec<Value> = rules(bucket, &id, &mut parameters);
        if !rules.is_empty() {
            properties.insert("CorsConfiguration".into(), json!({ "CorsRules": rules }));
        }
        resources.insert(id.clone(), json!({"Type": "AWS::S3::Bucket", "Properties": properties}));
        match bucket.labeled {
            Labeled::Job => {
                resources.insert(format!("M{}", bucket.at), machine(&id));
            }
            Labeled::Flow => {
                resources.insert(format!("R{}", bucket.at), role(&id));
                resources.insert(format!("F{}", bucket.at), flow(bucket.at));
            }
            Labeled::Not | Labeled::Tag => {}
        }
    }
    let mut out = json!({ "Resources": resources });
    if !parameters.is_empty() {
        out["Parameters"] = Value::Object(parameters);
    }
    out
}

fn rules(bucket: &Bucket, id: &str, parameters: &mut Map<String, Value>) -> Vec<Value> {
    let mut out = Vec::new();
    for (at, rule) in bucket.cors.rules().iter().enumerate() {
        let mut given = |name: &str, value: &str| match bucket.by_variable {
            true => {
                let name = format!("{id}{name}{at}");
                parameters.insert(name.clone(), json!({"Type": "String", "Default": value}));
                json!({ "Ref": name })
            }
            false => json!(value),
        };
        let (method, origin) = (given("Method", rule.method), given("Origin", rule.origin));
        out.push(json!({"AllowedMethods": [method], "AllowedOrigins": [origin]}));
    }
    out
}

fn machine(bucket: &str) -> Value {
    json!({"Type": "AWS::StepFunctions::StateMachine", "Properties": {
        "RoleArn": "arn:aws:iam::111122223333:role/daily",
        "Definition": {"StartAt": "Label", "States": {"Label": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sagemaker:createLabelingJob.sync",
            "Parameters": {
                "InputConfig": {"DataSource": {"S3DataSource": {
                    "ManifestS3Uri": {"Fn::Sub": format!("s3://${{{bucket}}}/input.manifest")}}}},
                "OutputConfig": {"S3OutputPath": "s3://acme-labels/cars/"},
            },
            "End": true,
        }}},
    }})
}

fn role(bucket: &str) -> Value {
    json!({"Type": "AWS::IAM::Role", "Properties": {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "sagemaker.amazonaws.com"}}]},
        "Policies": [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": ["s3:GetObject"],
            "Resource": {"Fn::Sub": format!("${{{bucket}.Arn}}/*")}}]}}],
    }})
}

fn flow(at: usize) -> Value {
    json!({"Type": "AWS::SageMaker::FlowDefinition", "Properties": {
        "FlowDefinitionName": format!("review{at}"),
        "RoleArn": {"Fn::GetAtt": [format!("R{at}"), "Arn"]},
        "OutputConfig": {"S3OutputPath": "s3://acme-reviews/"},
    }})
}
