//! Connectors of the Serverless Application Model: what a function may do with the buckets that it is joined with.

use crate::{
    dialect::cloudformation::{evaluate::Context, template::Resource},
    facts::{Facts, Policy},
    syntax::node::Node,
    value::Value,
};

use super::{
    Made, iam,
    serverless::{allowing, with_global},
};

/// Those that stand in a function, whose role this is.
pub(super) fn of_function(made: &Made, role: &Value, facts: &mut Facts) {
    let connectors = made.resource.node.get("Connectors").and_then(Node::map).unwrap_or_default();
    for connector in connectors {
        if let Some(properties) = connector.value.get("Properties") {
            grants(made, role, &made.context.value(properties), facts);
        }
    }
}

/// One that is a resource of its own.
pub(super) fn add(made: &Made, facts: &mut Facts) {
    let source = made.property(&["Source", "Id"]).constant();
    let template = made.context.stack().map(|stack| &stack.template);
    let function = source.and_then(|id| template?.resource(&id));
    let Some(role) = function.and_then(|function| role(made.context, function)) else { return };
    let properties = made.resource.properties().map(|node| made.context.value(node));
    grants(made, &role, &properties.unwrap_or_else(Value::absent), facts);
}

fn role(context: Context, function: &Resource) -> Option<Value> {
    let named = match function.kind.as_str() {
        "AWS::Serverless::Function" => with_global(context, function, &["Role"]),
        "AWS::Lambda::Function" => context.property(function, &["Role"]),
        _ => return None,
    };
    if !named.is_absent() {
        return Some(named);
    }
    let made = format!("{}Role", function.id);
    context.resource_symbol(&made, function.key_span).map(Value::symbol)
}

fn grants(made: &Made, role: &Value, properties: &Value, facts: &mut Facts) {
    let (permissions, _) = properties.get("Permissions").elements();
    let has = |word: &str| permissions.iter().any(|one| one.constant().as_deref() == Some(word));
    let read = has("Read").then_some(["s3:GetObject", "s3:ListBucket"]);
    let write = has("Write").then_some(["s3:PutObject", "s3:DeleteObject"]);
    let actions: Vec<&str> = read.into_iter().chain(write).flatten().collect();
    for (guard, destination) in iam::each(&properties.get("Destination")) {
        let id = destination.get("Id");
        let at = id.span.unwrap_or(made.resource.key_span);
        let stack = made.context.stack();
        let bucket = id.constant().filter(|id| {
            let resource = stack.and_then(|stack| stack.template.resource(id));
            resource.is_some_and(|resource| resource.kind == "AWS::S3::Bucket")
        });
        let Some(name) = bucket.and_then(|id| made.context.resource_symbol(&id, at)) else {
            continue;
        };
        let document = allowing(made, &actions, &Value::symbol(name), destination.span);
        iam::push(made, &guard, role, Policy::Document(document), facts);
    }
}
