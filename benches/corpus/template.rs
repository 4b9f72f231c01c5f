//! A CloudFormation template, in YAML or in JSON.

use std::{io, path::Path};

use serde_json::{Map, json};

use super::Written;

/// Services beside the buckets.
pub const SERVICES: usize = 8;

pub fn write(folder: &Path, at: usize, labeling: bool, written: &mut Written) -> io::Result<()> {
    match at % 3 {
        0 => written.add(folder, &format!("t{at:05}.json"), &json(at, labeling, SERVICES))?,
        _ => written.add(folder, &format!("t{at:05}.yaml"), &yaml(at, labeling, SERVICES))?,
    }
    written.wrong += usize::from(labeling && is_wrong(at));
    Ok(())
}

/// Two templates of about so many bytes each, in a folder of its own each.
pub fn write_large(folder: &Path, bytes: usize, written: &mut Written) -> io::Result<()> {
    type Text = fn(usize, bool, usize) -> String;
    for (text, language) in [(json as Text, "json"), (yaml as Text, "yaml")] {
        let services = bytes / (text(1, true, 100).len() / 100);
        let name = format!("large.{language}");
        written.add(&folder.join(language), &name, &text(1, true, services))?;
        written.wrong += usize::from(is_wrong(1));
    }
    Ok(())
}

fn is_wrong(at: usize) -> bool {
    at % 2 == 1
}

const DEFINITION: &str = r#"{"StartAt":"Label","States":{"Label":{"Type":"Task","Resource":"arn:aws:states:::sagemaker:createLabelingJob.sync","Parameters":{"InputConfig":{"DataSource":{"S3DataSource":{"ManifestS3Uri":"s3://${Images}/manifest.jsonl"}}}},"End":true}}}"#;

pub fn yaml(at: usize, labeling: bool, services: usize) -> String {
    let mut out = format!(
        "AWSTemplateFormatVersion: '2010-09-09'\nDescription: Stack {at}\nResources:\n  Images:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub 'acme-{at}-images-${{AWS::Region}}'\n"
    );
    if !is_wrong(at) {
        out += "      CorsConfiguration:\n        CorsRules:\n          - AllowedMethods: [GET]\n            AllowedOrigins: ['*']\n            ExposedHeaders: [Access-Control-Allow-Origin]\n";
    }
    if labeling {
        out += &format!(
            "  Labeling:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: !GetAtt Role0.Arn\n      DefinitionString: !Sub |\n        {DEFINITION}\n"
        );
    }
    for service in 0..services {
        out += &format!(
            "  # service {service}\n  Role{service}:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Action: sts:AssumeRole\n            Principal: {{Service: lambda.amazonaws.com}}\n      Policies:\n        - PolicyName: read\n          PolicyDocument:\n            Statement:\n              - Effect: Allow\n                Action: [dynamodb:GetItem, dynamodb:Query]\n                Resource: !Sub 'arn:${{AWS::Partition}}:dynamodb:${{AWS::Region}}:${{AWS::AccountId}}:table/t{service}'\n  Function{service}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: !GetAtt Role{service}.Arn\n      Runtime: python3.13\n      Handler: index.handler\n      Code:\n        ZipFile: |\n          def handler(event, context):\n              return {{\"service\": {service}}}\n"
        );
    }
    out
}

fn json(at: usize, labeling: bool, services: usize) -> String {
    let mut properties = Map::new();
    let name = json!({"Fn::Sub": format!("acme-{at}-images-${{AWS::Region}}")});
    properties.insert("BucketName".to_owned(), name);
    if !is_wrong(at) {
        let rule = json!({"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]});
        properties.insert("CorsConfiguration".to_owned(), json!({"CorsRules": [rule]}));
    }
    let mut resources = Map::new();
    resources
        .insert("Images".to_owned(), json!({"Type": "AWS::S3::Bucket", "Properties": properties}));
    if labeling {
        let definition = json!({"Fn::Sub": DEFINITION});
        let properties =
            json!({"RoleArn": {"Fn::GetAtt": ["Role0", "Arn"]}, "DefinitionString": definition});
        resources.insert(
            "Labeling".to_owned(),
            json!({"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}),
        );
    }
    for service in 0..services {
        super::assembly::add_service(&mut resources, service);
    }
    format!("{:#}\n", json!({"Resources": resources}))
}
