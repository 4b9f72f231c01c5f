//! What the Serverless Application Model makes of its functions and state machines: roles, policies, event sources.

use crate::{
    dialect::cloudformation::{evaluate::Context, template::Resource},
    facts::{Facts, Policy, RoleFact},
    source::Span,
    value::{Entry, Is, Value},
};

use super::{Made, connectors, function, iam, serverless_events};

pub(super) fn function(made: &Made, facts: &mut Facts) {
    let role = role(
        made,
        with_global(made.context, made.resource, &["Role"]),
        "lambda.amazonaws.com",
        facts,
    );
    connectors::of_function(made, &role, facts);
    let environment = with_global(made.context, made.resource, &["Environment", "Variables"]);
    let location = location(made.context, made.resource);
    function::push(made, role, environment, made.property(&["InlineCode"]), &location, facts);
    let arn = made.context.attribute(&made.resource.id, "Arn", made.resource.key_span);
    serverless_events::add(made, &arn, facts);
}

/// Where the code of a function lies: beside the template, when nothing is said.
pub(super) fn location(context: Context, function: &Resource) -> Value {
    let named = with_global(context, function, &["CodeUri"]);
    let elsewhere = ["InlineCode", "ImageUri", "PackageType"];
    let is_elsewhere = elsewhere.iter().any(|key| function.property(&[*key]).is_some());
    if named.is_absent() && !is_elsewhere { Value::text(".") } else { named }
}

pub(super) fn state_machine(made: &Made, facts: &mut Facts) {
    role(made, made.property(&["Role"]), "states.amazonaws.com", facts);
    let arn = made.context.attribute(&made.resource.id, "Arn", made.resource.key_span);
    serverless_events::add(made, &arn, facts);
}

/// The role that is named, or the one that is made from `Policies`.
fn role(made: &Made, named: Value, service: &str, facts: &mut Facts) -> Value {
    if !named.is_absent() && !named.is_null() {
        return named;
    }
    let id = format!("{}Role", made.resource.id);
    let Some(name) = made.context.resource_symbol(&id, made.resource.key_span) else {
        return named;
    };
    let role = Value::symbol(name.clone());
    let policies = made.property(&["Policies"]);
    let mut managed = Vec::new();
    for (guard, policy) in iam::each(&policies) {
        match document(made, &policy).or_else(|| iam::own_managed_policy(made, &policy)) {
            Some(document) => iam::push(made, &guard, &role, Policy::Document(document), facts),
            None if is_template(&policy) => {}
            None => managed.push(policy),
        }
    }
    facts.roles.push(RoleFact {
        name,
        address: format!("{}Role", made.place.address),
        trust: trust(service),
        managed: Value::list(managed.into()).at(policies.span),
        boundary: iam::boundary(made),
        header: made.place.header,
        body: made.place.body,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
    role
}

/// A policy document, or a policy template written out; `None` for the name of a managed policy.
fn document(made: &Made, policy: &Value) -> Option<Value> {
    let Is::Map(map) = &policy.is else { return None };
    if !policy.get("Statement").is_absent() {
        return Some(policy.clone());
    }
    let [template] = map.entries.as_slice() else { return None };
    let actions = actions(template.key.as_str())?;
    Some(allowing(made, actions, &template.value.get("BucketName"), policy.span))
}

/// A policy that allows this with the objects of a bucket.
pub(super) fn allowing(made: &Made, actions: &[&str], bucket: &Value, at: Option<Span>) -> Value {
    let partition = made.context.named("AWS::Partition", made.resource.key_span);
    let pieces =
        [Value::text("arn:"), partition, Value::text(":s3:::"), bucket.clone(), Value::text("/*")];
    let resource = crate::value::concat(&pieces).at(bucket.span);
    map_of(&[(
        "Statement",
        map_of(&[
            ("Effect", Value::text("Allow")),
            ("Action", Value::list(actions.iter().map(|action| Value::text(*action)).collect())),
            ("Resource", resource),
        ])
        .at(at),
    )])
}

/// Whether it is one of SAM's policy templates: those for S3 aside, none lets anybody read objects.
fn is_template(policy: &Value) -> bool {
    let Is::Map(map) = &policy.is else { return false };
    matches!(map.entries.as_slice(), [only] if only.key.as_str().ends_with("Policy"))
}

/// What SAM's policy templates for S3 allow on objects.
fn actions(template: &str) -> Option<&'static [&'static str]> {
    match template {
        "S3ReadPolicy" => Some(&["s3:GetObject", "s3:ListBucket", "s3:GetObjectVersion"]),
        "S3WritePolicy" => Some(&["s3:PutObject", "s3:PutObjectAcl"]),
        "S3CrudPolicy" | "S3FullAccessPolicy" => {
            Some(&["s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:DeleteObject"])
        }
        _ => None,
    }
}

fn trust(service: &str) -> Value {
    map_of(&[(
        "Statement",
        map_of(&[
            ("Effect", Value::text("Allow")),
            ("Action", Value::text("sts:AssumeRole")),
            ("Principal", map_of(&[("Service", Value::text(service))])),
        ]),
    )])
}

fn map_of(entries: &[(&str, Value)]) -> Value {
    let entry = |(key, value): &(&str, Value)| Entry { key: (*key).into(), value: value.clone() };
    Value::map(entries.iter().map(entry).collect())
}

/// A property, or what `Globals` says for every function; maps of both are one.
pub(super) fn with_global(context: Context, function: &Resource, path: &[&str]) -> Value {
    let own = context.property(function, path);
    let globals = context.stack().and_then(|stack| stack.template.globals.as_ref());
    let section = globals.and_then(|globals| globals.get("Function"));
    let Some(global) = section.and_then(|section| section.path(path)) else { return own };
    let global = context.value(global);
    match (&global.is, &own.is) {
        (Is::Map(all), Is::Map(mine)) => {
            let mut both = mine.clone();
            both.entries = all.entries.iter().chain(&mine.entries).cloned().collect();
            Value { is: Is::Map(both), ..own }
        }
        (_, Is::Absent) => global,
        _ => own,
    }
}
