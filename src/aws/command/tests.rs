//! Commands as people write them.

use super::*;
use crate::{
    aws::fields,
    value::{Class, Symbol},
};

fn of(command: &str) -> Vec<Called> {
    calls(&Value::text(command), &[])
}

fn manifest(called: &Called) -> String {
    fields(&called.request, &["InputConfig", "DataSource", "S3DataSource", "ManifestS3Uri"]).shown()
}

#[test]
fn shorthand_and_json() {
    for command in [
        "aws sagemaker create-labeling-job --input-config DataSource={S3DataSource={ManifestS3Uri=s3://a/x.manifest}} --role-arn arn:r",
        r#"aws sagemaker create-labeling-job --input-config '{"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://a/x.manifest"}}}' --role-arn arn:r"#,
        "aws sagemaker create-labeling-job \\\n  --role-arn \"arn:r\" \\\n  --input-config \"{\\\"DataSource\\\":{\\\"S3DataSource\\\":{\\\"ManifestS3Uri\\\":\\\"s3://a/x.manifest\\\"}}}\"",
    ] {
        let all = of(command);
        assert_eq!(all.len(), 1, "{command}");
        assert_eq!(manifest(&all[0]), "s3://a/x.manifest", "{command}");
        assert_eq!(all[0].request.get("RoleArn").shown(), "arn:r", "{command}");
    }
}

#[test]
fn each_call_has_its_own_options() {
    let all = of(
        "aws s3 cp x.manifest s3://other/x\naws sagemaker create-labeling-job --input-config DataSource={S3DataSource={ManifestS3Uri=s3://a/x}}\naws sagemaker create-labeling-job --input-config DataSource={S3DataSource={ManifestS3Uri=s3://b/x}}",
    );
    let shown: Vec<String> = all.iter().map(manifest).collect();
    assert_eq!(shown, ["s3://a/x", "s3://b/x"]);
    assert!(of("# aws sagemaker create-labeling-job --role-arn x").is_empty());
    assert!(of("aws sagemaker create-training-job --input-data-config s3://a/x").is_empty());
}

#[test]
fn human_loops_and_variables() {
    let bucket = Value::symbol(Symbol::new("b", "b", Class::Managed));
    let environment = [Entry { key: "BUCKET".into(), value: bucket }];
    let command = Value::text(
        r#"aws sagemaker-a2i-runtime start-human-loop --human-loop-input '{"InputContent": "{\"image\": \"s3://${BUCKET}/a.jpg\"}"}'"#,
    );
    let all = calls(&command, &environment);
    let content = fields(&all[0].request, &["HumanLoopInput", "InputContent"]);
    let shown: Vec<String> = content.elements().0.iter().map(Value::shown).collect();
    assert_eq!(shown, ["s3://${b}/a.jpg"]);
}

#[test]
fn quotes_that_end_for_a_variable() {
    let bucket = Value::symbol(Symbol::new("b", "b", Class::Managed));
    for set in [bucket.clone(), Value::text("acme-in")] {
        let shown = format!("s3://{}/x.manifest", set.shown());
        let environment = [Entry { key: "IN".into(), value: set }];
        for variable in ["'\"$IN\"'", "'\"${IN}\"'", "'$IN'"] {
            let command = format!(
                r#"aws sagemaker create-labeling-job --input-config '{{"DataSource":{{"S3DataSource":{{"ManifestS3Uri":"s3://{variable}/x.manifest"}}}}}}'"#
            );
            let all = calls(&Value::text(command), &environment);
            assert_eq!(manifest(&all[0]), shown, "{variable}");
        }
    }
    let pieces = [
        "aws sagemaker create-labeling-job --input-config '{\"ManifestS3Uri\":\"s3://'\"",
        "\"'/x.manifest\"}'",
    ];
    let [before, after] = pieces.map(|piece| Part::Literal(piece.into()));
    let hole = bucket.as_parts().unwrap()[0].clone();
    let all = calls(&Value::parts(vec![before, hole, after]), &[]);
    assert_eq!(manifest(&all[0]), "s3://${b}/x.manifest");
}

#[test]
fn files_that_hold_the_request() {
    let all =
        of("aws sagemaker create-labeling-job --cli-input-json file://job.json --role-arn arn:r");
    let files: Vec<String> = all[0].files.iter().map(|(_, path)| path.shown()).collect();
    assert_eq!(files, ["job.json"]);
    let all = of("aws sagemaker create-labeling-job --input-config 'A=b' --tags file://tags.json");
    assert!(all[0].files.is_empty());
}
