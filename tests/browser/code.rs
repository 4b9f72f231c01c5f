//! A configuration as people would have it deployed: Terraform in several forms, and CloudFormation.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::{configurations::Configuration, store::Rule};

/// So many buckets stand in one folder or template.
const TOGETHER: usize = 25;
/// One of so many configurations is a CloudFormation template too.
const TEMPLATE_OF: usize = 3;

/// The files, by path. A bucket's address ends in its number.
pub fn files(all: &[Configuration]) -> Vec<(String, String)> {
    let numbered: Vec<(usize, &Configuration)> = all.iter().enumerate().collect();
    let folders = numbered.chunks(TOGETHER).enumerate().map(|(at, some)| {
        let text = some.iter().map(|(number, rules)| terraform(*number, rules)).collect();
        (format!("modules/part{at}/main.tf"), text)
    });
    let in_templates: Vec<_> = numbered.iter().copied().step_by(TEMPLATE_OF).collect();
    let templates = in_templates.chunks(TOGETHER).enumerate().map(|(at, some)| {
        let resources: Map<String, Value> = some
            .iter()
            .map(|(number, rules)| (format!("Bucket{number}"), resource(rules)))
            .collect();
        let template = json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources});
        (format!("templates/part{at}.json"), format!("{template:#}\n"))
    });
    folders.chain(templates).collect()
}

/// The number of a bucket, by its address.
pub fn number_of(address: &str) -> usize {
    let digits = address.rsplit(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|text| text.parse().ok()).unwrap()
}

fn terraform(number: usize, rules: &Configuration) -> String {
    let mut out = String::new();
    let inline = number % 5 == 3;
    let blocks = match rules {
        Some(rules) if number % 5 == 1 => dynamic(rules),
        Some(rules) => rules.iter().map(block).collect(),
        None => String::new(),
    };
    let _ = writeln!(out, "resource \"aws_s3_bucket\" \"bucket{number}\" {{");
    let _ = writeln!(out, "  bucket = \"acme-bucket{number}\"");
    if number.is_multiple_of(2) {
        out.push_str("  tags   = { Purpose = \"labeling-input\" }\n");
    }
    if inline {
        out.push_str(&blocks);
    }
    out.push_str("}\n\n");
    if !inline && rules.is_some() {
        let _ = writeln!(
            out,
            "resource \"aws_s3_bucket_cors_configuration\" \"bucket{number}\" {{\n  bucket = aws_s3_bucket.bucket{number}.id\n{blocks}}}\n"
        );
    }
    if !number.is_multiple_of(2) {
        out.push_str(&job(number));
    }
    out
}

fn block(rule: &Rule) -> String {
    let mut out = String::from("  cors_rule {\n");
    for (key, list) in attributes(rule) {
        let _ = writeln!(out, "    {key} = {list}");
    }
    out + "  }\n"
}

/// The same blocks from a list of objects.
fn dynamic(rules: &[Rule]) -> String {
    let mut out = String::from("  dynamic \"cors_rule\" {\n    for_each = [\n");
    for rule in rules {
        let every = [
            ("methods", &rule.methods),
            ("origins", &rule.origins),
            ("headers", &rule.headers),
            ("expose", &rule.expose),
        ];
        let pairs: Vec<String> =
            every.iter().map(|(key, list)| format!("{key} = {}", json!(list))).collect();
        let _ = writeln!(out, "      {{ {} }},", pairs.join(", "));
    }
    out.push_str("    ]\n    content {\n");
    for (attribute, key) in [
        ("allowed_methods", "methods"),
        ("allowed_origins", "origins"),
        ("allowed_headers", "headers"),
        ("expose_headers", "expose"),
    ] {
        let _ = writeln!(out, "      {attribute} = cors_rule.value.{key}");
    }
    out + "    }\n  }\n"
}

fn attributes(rule: &Rule) -> Vec<(&'static str, Value)> {
    let mut out =
        vec![("allowed_methods", json!(rule.methods)), ("allowed_origins", json!(rule.origins))];
    if !rule.headers.is_empty() {
        out.push(("allowed_headers", json!(rule.headers)));
    }
    if !rule.expose.is_empty() {
        out.push(("expose_headers", json!(rule.expose)));
    }
    out
}

fn job(number: usize) -> String {
    format!(
        r#"resource "aws_sagemaker_labeling_job" "bucket{number}" {{
  labeling_job_name = "boxes{number}"
  input_config {{
    data_source {{
      s3_data_source {{
        manifest_s3_uri = "s3://${{aws_s3_bucket.bucket{number}.bucket}}/boxes.manifest"
      }}
    }}
  }}
}}

"#
    )
}

fn resource(rules: &Configuration) -> Value {
    let mut properties = json!({"Tags": [{"Key": "Purpose", "Value": "labeling-input"}]});
    if let Some(rules) = rules {
        let rules: Vec<Value> = rules.iter().map(template_rule).collect();
        properties["CorsConfiguration"] = json!({"CorsRules": rules});
    }
    json!({"Type": "AWS::S3::Bucket", "Properties": properties})
}

fn template_rule(rule: &Rule) -> Value {
    let mut out = json!({"AllowedMethods": rule.methods, "AllowedOrigins": rule.origins});
    if !rule.headers.is_empty() {
        out["AllowedHeaders"] = json!(rule.headers);
    }
    if !rule.expose.is_empty() {
        out["ExposedHeaders"] = json!(rule.expose);
    }
    out
}
