//! Infrastructure as Terraform, in both syntaxes.

use serde_json::{Map, Value, json};

use crate::infrastructure::{Bucket, Labeled};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"sagemaker.amazonaws.com"}}]}"#;
const WORKTEAM: &str = "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/clerks";

pub fn json(buckets: &[Bucket]) -> Value {
    let (mut variables, mut resources) = (Map::new(), Map::new());
    let mut add = |kind: &str, name: String, body: Value| {
        let kinds = resources.entry(kind).or_insert_with(|| json!({}));
        kinds[name] = body;
    };
    for bucket in buckets {
        let at = bucket.at;
        let name = format!("b{at}");
        let own = format!("${{aws_s3_bucket.{name}.id}}");
        add(
            "aws_s3_bucket",
            name.clone(),
            match bucket.labeled {
                Labeled::Tag => json!({"tags": {"Purpose": "labeling-input"}}),
                _ => json!({}),
            },
        );
        let mut rules = Vec::new();
        for (at, rule) in bucket.cors.rules().iter().enumerate() {
            let mut given = |what: &str, value: &str| match bucket.by_variable {
                true => {
                    variables.insert(format!("{name}_{what}{at}"), json!({"default": value}));
                    format!("${{var.{name}_{what}{at}}}")
                }
                false => value.to_owned(),
            };
            let (method, origin) = (given("method", rule.method), given("origin", rule.origin));
            rules.push(json!({"allowed_methods": [method], "allowed_origins": [origin]}));
        }
        if !rules.is_empty() {
            let body = json!({"bucket": own, "cors_rule": rules});
            add("aws_s3_bucket_cors_configuration", name.clone(), body);
        }
        match bucket.labeled {
            Labeled::Job => add(
                "aws_sfn_state_machine",
                format!("m{at}"),
                json!({
                    "name": format!("m{at}"),
                    "role_arn": "arn:aws:iam::111122223333:role/daily",
                    "definition": machine(&name),
                }),
            ),
            Labeled::Flow => {
                let role = format!("${{aws_iam_role.r{at}.id}}");
                add("aws_iam_role", format!("r{at}"), json!({"assume_role_policy": TRUST}));
                add(
                    "aws_iam_role_policy",
                    format!("r{at}"),
                    json!({"role": role, "policy": policy(&name)}),
                );
                add(
                    "aws_sagemaker_flow_definition",
                    format!("f{at}"),
                    json!({
                        "flow_definition_name": format!("review{at}"),
                        "role_arn": format!("${{aws_iam_role.r{at}.arn}}"),
                        "human_loop_config": {"workteam_arn": WORKTEAM},
                        "output_config": {"s3_output_path": "s3://acme-reviews/"},
                    }),
                );
            }
            Labeled::Not | Labeled::Tag => {}
        }
    }
    json!({"variable": variables, "resource": resources})
}

fn machine(bucket: &str) -> String {
    let uri = format!("s3://${{aws_s3_bucket.{bucket}.id}}/input.manifest");
    json!({"StartAt": "Label", "States": {"Label": {
        "Type": "Task",
        "Resource": "arn:aws:states:::sagemaker:createLabelingJob.sync",
        "Parameters": {
            "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": uri}}},
            "OutputConfig": {"S3OutputPath": "s3://acme-labels/cars/"},
        },
        "End": true,
    }}})
    .to_string()
}

fn policy(bucket: &str) -> String {
    let objects = format!("${{aws_s3_bucket.{bucket}.arn}}/*");
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": [objects]}]})
    .to_string()
}

/// The names of blocks within resources; all else is an argument.
const BLOCKS: &[&str] = &["cors_rule", "human_loop_config", "output_config"];

pub fn native(buckets: &[Bucket]) -> String {
    let whole = json(buckets);
    let mut out = String::new();
    for (name, body) in whole["variable"].as_object().unwrap() {
        out.push_str(&format!("variable \"{name}\" {{\n{}}}\n\n", inside(body, 2)));
    }
    for (kind, all) in whole["resource"].as_object().unwrap() {
        for (name, body) in all.as_object().unwrap() {
            out.push_str(&format!("resource \"{kind}\" \"{name}\" {{\n{}}}\n\n", inside(body, 2)));
        }
    }
    out
}

fn inside(body: &Value, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let mut out = String::new();
    for (key, value) in body.as_object().unwrap() {
        if !BLOCKS.contains(&key.as_str()) {
            // maps, lists and texts read in HCL as in JSON
            out.push_str(&format!("{blanks}{key} = {value}\n"));
            continue;
        }
        let one = [value.clone()];
        for block in value.as_array().map_or(&one[..], Vec::as_slice) {
            out.push_str(&format!("{blanks}{key} {{\n{}{blanks}}}\n", inside(block, indent + 2)));
        }
    }
    out
}
