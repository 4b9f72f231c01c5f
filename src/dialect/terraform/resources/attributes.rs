//! What attributes are without asking AWS: names, ARNs, and who and where the deployment is.

use std::borrow::Cow;

use super::{
    Of,
    arn::{account, arn, literal, partition, region, symbol},
    policy_document,
};
use crate::{
    dialect::terraform::program,
    value::{Class, Part, Symbol, Value, concat, lift},
};

/// Attributes of a resource type that are computed but known.
pub(super) fn names(kind: &str) -> &'static [&'static str] {
    match kind {
        "aws_s3_bucket" | "awscc_s3_bucket" => &["id", "bucket", "arn"],
        "aws_iam_role" | "aws_iam_policy" => &["id", "name", "arn"],
        "awscc_iam_role" => &["id", "role_name", "arn"],
        kind if is_setting(kind) => &["id"],
        "aws_lambda_function" => &["function_name", "arn", "qualified_arn"],
        "aws_lambda_alias" => &["arn"],
        "aws_sns_topic" | "aws_sfn_state_machine" | "awscc_stepfunctions_state_machine" => {
            &["id", "arn"]
        }
        "aws_cloudwatch_event_rule" => &["id", "name"],
        _ => &[],
    }
}

/// Whether it is a setting of a bucket, whose id is the bucket's name. Others, as that of `aws_s3_bucket_acl`, hold more.
fn is_setting(kind: &str) -> bool {
    let setting = kind.strip_prefix("aws_s3_bucket_").unwrap_or_default();
    matches!(
        setting,
        "accelerate_configuration"
            | "cors_configuration"
            | "lifecycle_configuration"
            | "logging"
            | "notification"
            | "object_lock_configuration"
            | "ownership_controls"
            | "policy"
            | "public_access_block"
            | "replication_configuration"
            | "request_payment_configuration"
            | "server_side_encryption_configuration"
            | "versioning"
            | "website_configuration"
    )
}

/// The value of an attribute that is not simply what its argument says.
pub(super) fn known(of: &Of, name: &str) -> Option<Value> {
    match (of.resource.kind.as_str(), of.is_data()) {
        ("aws_s3_bucket", _) => bucket(of, name),
        ("awscc_s3_bucket", _) => awscc_bucket(of, name),
        ("aws_iam_role", _) => role(of, name, "name", role_name),
        ("awscc_iam_role", _) => role(of, name, "role_name", awscc_role_name),
        ("aws_lambda_function", _) => function(of, name),
        ("aws_lambda_alias", _) => alias(of, name),
        ("aws_sns_topic", _) => topic(of, name),
        ("aws_sfn_state_machine" | "awscc_stepfunctions_state_machine", false) => match name {
            "id" | "arn" => Some(Value::symbol(machine_name(of))),
            _ => None,
        },
        ("aws_cloudwatch_event_rule", false) => match name {
            "id" | "name" => Some(Value::symbol(event_rule_name(of))),
            _ => None,
        },
        ("aws_caller_identity", true) => match name {
            "account_id" | "id" => Some(Value::symbol(account(of))),
            _ => None,
        },
        ("aws_region", true) if of.get("name").is_absent() => match name {
            "name" | "id" | "region" => Some(Value::symbol(region(of))),
            _ => None,
        },
        ("aws_partition", true) => match name {
            "partition" | "id" => Some(Value::symbol(partition(of))),
            "dns_suffix" => Some(of.opaque(name)),
            _ => None,
        },
        ("aws_iam_policy", true) if matches!(name, "id" | "arn") => policy_arn(of),
        ("aws_iam_policy_document", true) => match name {
            "json" | "minified_json" => Some(policy_document::json(of)),
            _ => None,
        },
        ("terraform_remote_state", true) if name == "outputs" => state_outputs(of),
        (kind, false) if name == "id" && is_setting(kind) => setting_id(of),
        ("terraform_data", false) if name == "output" => Some(of.get("input")),
        _ => None,
    }
}

/// The outputs of another root of the tree.
fn state_outputs(of: &Of) -> Option<Value> {
    let (kind, config) = (of.get("backend").constant()?, of.get("config"));
    let field =
        |path: &[&str]| path.iter().fold(config.clone(), |sum, key| sum.get(key)).constant();
    let state = program::state_of(&kind, &of.evaluator.root, &field)?;
    let (outputs, directory) = of.evaluator.outputs_of_state(&state)?;
    let directory = if directory.is_empty() { "." } else { directory };
    Some(outputs.through(of.header(), format!("the state of {directory} is read here")))
}

/// The name of a bucket, as one text.
pub(super) fn bucket_name(of: &Of) -> Symbol {
    let class = if of.is_data() { Class::BucketName } else { Class::Managed };
    of.name("bucket", "bucket_prefix", class)
}

pub(super) fn awscc_bucket_name(of: &Of) -> Symbol {
    of.name("bucket_name", "bucket_name_prefix", Class::Managed)
}

pub(super) fn role_name(of: &Of) -> Symbol {
    of.name("name", "name_prefix", Class::Any)
}

pub(super) fn awscc_role_name(of: &Of) -> Symbol {
    of.name("role_name", "role_name_prefix", Class::Any)
}

pub(super) fn function_name(of: &Of) -> Symbol {
    of.name("function_name", "function_name_prefix", Class::Any)
}

pub(super) fn event_rule_name(of: &Of) -> Symbol {
    of.name("name", "name_prefix", Class::Any)
}

/// Its ARN, which is all that names it.
pub(super) fn machine_name(of: &Of) -> Symbol {
    of.symbol("arn", Class::Any)
}

fn bucket(of: &Of, name: &str) -> Option<Value> {
    let parts = match name {
        "id" | "bucket" => return Some(Value::symbol(bucket_name(of))),
        "arn" => bucket_arn(of, bucket_name(of)),
        "bucket_domain_name" => vec![symbol(bucket_name(of)), literal(".s3.amazonaws.com")],
        "bucket_regional_domain_name" => vec![
            symbol(bucket_name(of)),
            literal(".s3."),
            symbol(region(of)),
            literal(".amazonaws.com"),
        ],
        "region" | "bucket_region" => return Some(Value::symbol(region(of))),
        _ => return None,
    };
    Some(Value::parts(parts))
}

fn awscc_bucket(of: &Of, name: &str) -> Option<Value> {
    match name {
        "id" | "bucket_name" => Some(Value::symbol(awscc_bucket_name(of))),
        "arn" => Some(Value::parts(bucket_arn(of, awscc_bucket_name(of)))),
        _ => None,
    }
}

/// The bucket's name; with an owner to be expected, he is part of it.
fn setting_id(of: &Of) -> Option<Value> {
    let owner = of.get("expected_bucket_owner");
    (owner.is_absent() || owner.is_null()).then(|| of.get("bucket"))
}

/// `arn:<partition>:s3:::<name>`
fn bucket_arn(of: &Of, name: Symbol) -> Vec<Part> {
    vec![literal("arn:"), symbol(partition(of)), literal(":s3:::"), symbol(name)]
}

fn role(of: &Of, name: &str, argument: &str, symbol_of: fn(&Of) -> Symbol) -> Option<Value> {
    match name {
        _ if name == "id" || name == argument => Some(Value::symbol(symbol_of(of))),
        "arn" => {
            let mut parts = arn(of, "iam", None);
            let path = of.get("path").constant().unwrap_or_else(|| "/".to_owned());
            parts.push(literal(&format!(":role{path}")));
            parts.push(symbol(symbol_of(of)));
            Some(Value::parts(parts))
        }
        _ => None,
    }
}

/// The ARN of a policy that is looked up: as it is written, or with the name that it ends with. Whose the policy is, AWS's or
/// the account's, and its path are not known.
fn policy_arn(of: &Of) -> Option<Value> {
    let arn = of.get("arn");
    if !arn.is_absent() && !arn.is_null() {
        return Some(arn);
    }
    let unknown = |what: &str| symbol(of.symbol(what, Class::Any));
    Some(lift(&of.get("name"), |name| {
        let name_span = name.span;
        let Some(name) = name.as_parts() else { return of.opaque("arn") };
        let mut parts = vec![literal("arn:"), symbol(partition(of)), literal(":iam::")];
        parts.extend([unknown("owner"), literal(":policy"), unknown("path"), literal("/")]);
        parts.extend(name.iter().cloned());
        Value::parts(parts).at(name_span)
    }))
}

fn function(of: &Of, name: &str) -> Option<Value> {
    match name {
        "id" | "function_name" => Some(Value::symbol(function_name(of))),
        "arn" => Some(function_arn(of)),
        "qualified_arn" => Some(qualified(&function_arn(of), of.opaque("version"))),
        "invoke_arn" => Some(invoked(of, &function_arn(of))),
        "qualified_invoke_arn" => {
            Some(invoked(of, &qualified(&function_arn(of), of.opaque("version"))))
        }
        _ => None,
    }
}

/// An alias belongs to the function that it names, by its name or its ARN.
fn alias(of: &Of, name: &str) -> Option<Value> {
    let arn = || {
        let arn = lift(&of.get("function_name"), |function| {
            let parts = function.as_parts().map(Cow::into_owned);
            match parts.as_deref().and_then(<[Part]>::first) {
                Some(Part::Literal(text)) if text.as_str().starts_with("arn:") => function.clone(),
                _ => concat(&[Value::parts(before_function(of)), function.clone()]),
            }
        });
        qualified(&arn, of.get("name"))
    };
    match name {
        "arn" => Some(arn()),
        "invoke_arn" => Some(invoked(of, &arn())),
        _ => None,
    }
}

fn before_function(of: &Of) -> Vec<Part> {
    let mut parts = arn(of, "lambda", Some(region(of)));
    parts.push(literal(":function:"));
    parts
}

fn function_arn(of: &Of) -> Value {
    let mut parts = before_function(of);
    parts.push(symbol(function_name(of)));
    Value::parts(parts)
}

/// A version of a function, or an alias.
fn qualified(arn: &Value, name: Value) -> Value {
    concat(&[arn.clone(), Value::text(":"), name])
}

/// What API Gateway calls a function by.
fn invoked(of: &Of, function: &Value) -> Value {
    let before = vec![
        literal("arn:"),
        symbol(partition(of)),
        literal(":apigateway:"),
        symbol(region(of)),
        literal(":lambda:path/2015-03-31/functions/"),
    ];
    concat(&[Value::parts(before), function.clone(), Value::text("/invocations")])
}

fn topic(of: &Of, name: &str) -> Option<Value> {
    match name {
        "id" | "arn" => {
            let mut parts = arn(of, "sns", Some(region(of)));
            parts.push(literal(":"));
            parts.push(symbol(of.name("name", "name_prefix", Class::Any)));
            Some(Value::parts(parts))
        }
        _ => None,
    }
}
