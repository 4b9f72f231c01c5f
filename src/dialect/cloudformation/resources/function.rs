//! Lambda functions.

use crate::{
    dialect::cloudformation::{evaluate::Context, template::Resource},
    facts::{Facts, FunctionFact},
    source::{join, parent},
    syntax::node::Node,
    value::Value,
};

use super::{Made, iam::named};

pub(super) fn add(made: &Made, facts: &mut Facts) {
    let role = made.property(&["Role"]);
    let environment = made.property(&["Environment", "Variables"]);
    let code = made.property(&["Code", "ZipFile"]);
    push(made, role, environment, code, &made.property(&["Code"]), facts);
}

/// `location`: a path beside the template, or the object that the source is uploaded as.
pub(super) fn push(
    made: &Made,
    role: Value,
    environment: Value,
    code: Value,
    location: &Value,
    facts: &mut Facts,
) {
    let Some(name) = named(made, "FunctionName") else { return };
    facts.functions.push(FunctionFact {
        name,
        address: made.place.address.clone(),
        role,
        environment,
        code,
        paths: path(made.context, made.resource, location).into_iter().collect(),
        header: made.place.header,
        body: made.place.body,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
}

/// Where a function's source lies in the tree.
pub(super) fn path(context: Context, function: &Resource, location: &Value) -> Option<String> {
    let stack = context.stack()?;
    let beside = |path: &str| join(parent(&stack.template.path), path);
    if let Some(path) = location.constant() {
        return if path.contains("://") { None } else { beside(&path) };
    }
    if let Some(path) = location.get("S3Key").constant().and_then(|key| stack.assets.get(&key)) {
        return Some(path.clone());
    }
    let metadata = function.node.get("Metadata")?;
    beside(metadata.get("aws:asset:path").and_then(Node::as_str)?)
}
