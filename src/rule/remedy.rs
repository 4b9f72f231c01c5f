//! The rule that mends a bucket, written in the language of its code.

use crate::{
    model::{Bucket, Cors, Language},
    value::Answer,
};

/// What to add so that workers' browsers can load the objects.
pub fn remedy(bucket: &Bucket) -> String {
    let failing = bucket.states.iter().map(|state| &state.cors);
    let mut failing = failing.filter(|cors| cors.lets_browsers_read() != Answer::Yes);
    let has_rules = failing.any(|cors| matches!(cors, Cors::Rules { .. }));
    let snippet = snippet(bucket, has_rules);
    format!("add a rule that allows GET from `*`:\n{snippet}")
}

/// One more rule where there are rules, else all that is needed to have one.
fn snippet(bucket: &Bucket, has_rules: bool) -> String {
    match (bucket.language, has_rules) {
        (Language::Terraform, true) => TERRAFORM_RULE.to_owned(),
        (Language::Terraform, false) => terraform_resource(&bucket.address),
        (Language::TerraformJson, true) => TERRAFORM_JSON_RULE.to_owned(),
        (Language::TerraformJson, false) => terraform_json_resource(&bucket.address),
        (Language::CloudFormationYaml, true) => CLOUDFORMATION_RULE.to_owned(),
        (Language::CloudFormationYaml, false) => CLOUDFORMATION.to_owned(),
        (Language::CloudFormationJson, true) => CLOUDFORMATION_JSON_RULE.to_owned(),
        (Language::CloudFormationJson, false) => {
            format!("\"CorsConfiguration\": {{\"CorsRules\": [{CLOUDFORMATION_JSON_RULE}]}}")
        }
        (Language::CdkTypeScript | Language::Cdk, _) => CDK_TYPESCRIPT.to_owned(),
        (Language::CdkPython, _) => CDK_PYTHON.to_owned(),
    }
}

fn terraform_resource(address: &str) -> String {
    let Instances { label, repeated, bucket } = instances(address);
    let repeated =
        repeated.map(|(name, value)| format!("  {name} = {value}\n")).unwrap_or_default();
    format!(
        "resource \"aws_s3_bucket_cors_configuration\" \"{label}\" {{\n{repeated}  bucket = {bucket}.id\n\n{TERRAFORM_RULE}\n}}"
    )
}

fn terraform_json_resource(address: &str) -> String {
    let Instances { label, repeated, bucket } = instances(address);
    let repeated =
        repeated.map(|(name, value)| format!("\"{name}\": \"${{{value}}}\", ")).unwrap_or_default();
    format!(
        "\"aws_s3_bucket_cors_configuration\": {{\n  \"{label}\": {{{repeated}\"bucket\": \"${{{bucket}.id}}\", \"cors_rule\": [\n    {TERRAFORM_JSON_RULE}\n  ]}}\n}}"
    )
}

/// How a second resource follows the instances of a bucket's block.
struct Instances<'a> {
    label: &'a str,
    /// `count` or `for_each`, and its value.
    repeated: Option<(&'static str, String)>,
    /// The expression for the bucket of one instance.
    bucket: String,
}

fn instances(address: &str) -> Instances<'_> {
    let block = address.rsplit("aws_s3_bucket.").next().unwrap_or(address);
    match block.split_once('[') {
        None => {
            Instances { label: block, repeated: None, bucket: format!("aws_s3_bucket.{block}") }
        }
        Some((label, key)) if key.starts_with('"') => Instances {
            label,
            repeated: Some(("for_each", format!("aws_s3_bucket.{label}"))),
            bucket: format!("aws_s3_bucket.{label}[each.key]"),
        },
        Some((label, _)) => Instances {
            label,
            repeated: Some(("count", format!("length(aws_s3_bucket.{label})"))),
            bucket: format!("aws_s3_bucket.{label}[count.index]"),
        },
    }
}

const TERRAFORM_RULE: &str = r#"  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }"#;

const TERRAFORM_JSON_RULE: &str = r#"{"allowed_methods": ["GET"], "allowed_origins": ["*"], "expose_headers": ["Access-Control-Allow-Origin"]}"#;

const CLOUDFORMATION: &str = "CorsConfiguration:
  CorsRules:
    - AllowedMethods: [GET]
      AllowedOrigins: ['*']
      ExposedHeaders: [Access-Control-Allow-Origin]";

const CLOUDFORMATION_RULE: &str = "- AllowedMethods: [GET]
  AllowedOrigins: ['*']
  ExposedHeaders: [Access-Control-Allow-Origin]";

const CLOUDFORMATION_JSON_RULE: &str = r#"{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "ExposedHeaders": ["Access-Control-Allow-Origin"]}"#;

const CDK_TYPESCRIPT: &str = "cors: [{
  allowedMethods: [s3.HttpMethods.GET],
  allowedOrigins: ['*'],
  exposedHeaders: ['Access-Control-Allow-Origin'],
}],";

const CDK_PYTHON: &str = "cors=[s3.CorsRule(
    allowed_methods=[s3.HttpMethods.GET],
    allowed_origins=[\"*\"],
    exposed_headers=[\"Access-Control-Allow-Origin\"],
)],";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_follows_the_instances_of_its_bucket() {
        let one = terraform_resource("module.raw[\"a\"].aws_s3_bucket.frames");
        assert!(one.contains("\"frames\" {\n  bucket = aws_s3_bucket.frames.id\n"), "{one}");
        let each = terraform_resource("aws_s3_bucket.frames[\"a\"]");
        assert!(each.contains("  for_each = aws_s3_bucket.frames\n"), "{each}");
        assert!(each.contains("  bucket = aws_s3_bucket.frames[each.key].id\n"), "{each}");
        let count = terraform_json_resource("aws_s3_bucket.frames[0]");
        assert!(count.contains("\"count\": \"${length(aws_s3_bucket.frames)}\""), "{count}");
        assert!(
            count.contains("\"bucket\": \"${aws_s3_bucket.frames[count.index].id}\""),
            "{count}"
        );
    }
}
