//! The rule that mends a bucket, written in the language of its code.

mod need;

use need::Need;

use crate::{
    model::{Beside, Bucket, Cors, Language},
    value::Answer,
};

/// What to add so that workers' browsers can load the objects, or work on frames where that is what they do.
pub fn remedy(bucket: &Bucket) -> String {
    let need = Need::of(bucket);
    if let Some(words) = apart(bucket, need) {
        return words;
    }
    let has_rules = bucket.states.iter().any(|state| falls_short(need, &state.cors));
    format!("add a rule that allows {}:\n{}", need.words(), snippet(bucket, need, has_rules))
}

/// What to do with the rules that the bucket has, where they are only absent in some cases, or its configuration gives
/// none: a second one would be at odds with the first.
fn apart(bucket: &Bucket, need: Need) -> Option<String> {
    let absent = bucket.states.iter().find(|state| state.cors == Cors::Absent)?;
    let mut others = bucket.states.iter().filter(|state| state.cors != Cors::Absent);
    if let Some(when) = absent.when.as_ref().filter(|_| others.any(|one| enough(need, &one.cors))) {
        return Some(format!(
            "let the CORS rules that the bucket has in other cases apply when {when}, too"
        ));
    }
    let is_absent = bucket.states.iter().all(|state| state.cors == Cors::Absent);
    let configuration = bucket.beside.as_ref()?.configuration.as_ref().filter(|_| is_absent)?;
    let rule = match bucket.language {
        Language::Terraform => need.terraform(),
        Language::TerraformJson => need.terraform_json(),
        _ => return None,
    };
    let has = configuration.repeated.as_ref().map(|written| format!(" (it has `{written}`)"));
    Some(format!(
        "`aws_s3_bucket_cors_configuration.{}` gives this bucket no rules{}; let it give one that allows {}:\n{rule}",
        configuration.label,
        has.unwrap_or_default(),
        need.words()
    ))
}

fn enough(need: Need, cors: &Cors) -> bool {
    let answer = match need {
        Need::Images => cors.lets_browsers_read(),
        Need::Frames => cors.serves_frames(),
    };
    answer == Answer::Yes
}

/// Whether there are rules, and one more is wanted beside them.
fn falls_short(need: Need, cors: &Cors) -> bool {
    !enough(need, cors) && matches!(cors, Cors::Rules { .. })
}

/// One more rule where there are rules, else all that is needed to have one.
fn snippet(bucket: &Bucket, need: Need, has_rules: bool) -> String {
    match (bucket.language, has_rules) {
        (Language::Terraform, true) => need.terraform(),
        (Language::Terraform, false) => {
            terraform_resource(&bucket.address, bucket.beside.as_ref(), need)
        }
        (Language::TerraformCall { argument }, _) => need.terraform_call(argument),
        (Language::TerraformJson, true) => need.terraform_json(),
        (Language::TerraformJson, false) => {
            terraform_json_resource(&bucket.address, bucket.beside.as_ref(), need)
        }
        (Language::CloudControl, true) => need.cloud_control("", ","),
        (Language::CloudControl, false) => {
            let rule = need.cloud_control("    ", "");
            format!("cors_configuration = {{\n  cors_rules = [\n{rule}\n  ]\n}}")
        }
        (Language::CloudControlJson, true) => need.cloud_control_json(),
        (Language::CloudControlJson, false) => {
            format!("\"cors_configuration\": {{\"cors_rules\": [{}]}}", need.cloud_control_json())
        }
        (Language::CloudFormationYaml, true) => need.cloudformation().join("\n"),
        (Language::CloudFormationYaml, false) => {
            let rule = need.cloudformation().join("\n    ");
            format!("CorsConfiguration:\n  CorsRules:\n    {rule}")
        }
        (Language::CloudFormationJson, true) => need.cloudformation_json(),
        (Language::CloudFormationJson, false) => {
            format!("\"CorsConfiguration\": {{\"CorsRules\": [{}]}}", need.cloudformation_json())
        }
        (Language::CdkTypeScript | Language::Cdk, _) => need.cdk_typescript(),
        (Language::CdkPython, _) => need.cdk_python(),
        (Language::CdkTypeScriptResource, _) => need.cdk_typescript_resource(),
        (Language::CdkPythonResource, _) => need.cdk_python_resource(),
    }
}

fn terraform_resource(address: &str, beside: Option<&Beside>, need: Need) -> String {
    let Instances { label, repeated, bucket } = instances(address);
    let label = beside.map_or(label, |one| &one.free);
    let same = beside.iter().flat_map(|one| one.arguments.iter().cloned());
    let arguments: Vec<(&str, String)> =
        repeated.into_iter().chain(same).chain([("bucket", format!("{bucket}.id"))]).collect();
    let width = arguments.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let aligned = |(name, value): &(&str, String)| format!("  {name:width$} = {value}\n");
    let arguments: String = arguments.iter().map(aligned).collect();
    let rule = need.terraform();
    format!("resource \"aws_s3_bucket_cors_configuration\" \"{label}\" {{\n{arguments}\n{rule}\n}}")
}

fn terraform_json_resource(address: &str, beside: Option<&Beside>, need: Need) -> String {
    let Instances { label, repeated, bucket } = instances(address);
    let label = beside.map_or(label, |one| &one.free);
    let repeated = repeated.map(|(name, value)| format!("\"{name}\": \"${{{value}}}\", "));
    let same = beside.iter().flat_map(|one| &one.arguments);
    let same = same.map(|(name, written)| format!("\"{name}\": {written}, "));
    let repeated: String = repeated.into_iter().chain(same).collect();
    let rule = need.terraform_json();
    format!(
        "\"aws_s3_bucket_cors_configuration\": {{\n  \"{label}\": {{{repeated}\"bucket\": \"${{{bucket}.id}}\", \"cors_rule\": [\n    {rule}\n  ]}}\n}}"
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
            bucket: "each.value".to_owned(),
        },
        Some((label, _)) => Instances {
            label,
            repeated: Some(("count", format!("length(aws_s3_bucket.{label})"))),
            bucket: format!("aws_s3_bucket.{label}[count.index]"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_follows_the_instances_of_its_bucket() {
        let one = terraform_resource("module.raw[\"a\"].aws_s3_bucket.frames", None, Need::Images);
        assert!(one.contains("\"frames\" {\n  bucket = aws_s3_bucket.frames.id\n"), "{one}");
        let each = terraform_resource("aws_s3_bucket.frames[\"a\"]", None, Need::Images);
        let arguments = "  for_each = aws_s3_bucket.frames\n  bucket   = each.value.id\n";
        assert!(each.contains(arguments), "{each}");
        let count = terraform_json_resource("aws_s3_bucket.frames[0]", None, Need::Images);
        assert!(count.contains("\"count\": \"${length(aws_s3_bucket.frames)}\""), "{count}");
        assert!(
            count.contains("\"bucket\": \"${aws_s3_bucket.frames[count.index].id}\""),
            "{count}"
        );
    }
}
