//! Whom a bucket tells of new objects.

use crate::{
    facts::{Facts, NotificationFact},
    source::Span,
    syntax::node::Node,
    value::Value,
};

use super::Made;

/// Lists of targets, and the key of the target in each element. CloudFormation's names, and those of the S3 API, which the
/// CDK's own resource takes.
const TARGETS: &[(&str, &str)] = &[
    ("TopicConfigurations", "Topic"),
    ("TopicConfigurations", "TopicArn"),
    ("LambdaConfigurations", "Function"),
    ("LambdaFunctionConfigurations", "LambdaFunctionArn"),
];

pub(super) fn of_bucket(made: &Made, facts: &mut Facts) {
    let name = made.context.bucket(made.resource);
    add(made, &Value::symbol(name), facts);
}

/// `Custom::S3BucketNotifications`, by which the CDK sets notifications.
pub(super) fn custom(made: &Made, facts: &mut Facts) {
    add(made, &made.property(&["BucketName"]), facts);
}

fn add(made: &Made, bucket: &Value, facts: &mut Facts) {
    let Some(node) = made.resource.property(&["NotificationConfiguration"]) else { return };
    let configuration = made.context.value(node);
    for (list, key) in TARGETS {
        for (guard, list) in configuration.get(list).alternatives() {
            let Some(exists) = made.exists.and(&guard) else { continue };
            let (items, _) = list.elements();
            let targets = items.iter().map(|item| item.get(key));
            for target in targets.filter(|target| !target.is_absent()) {
                facts.notifications.push(NotificationFact {
                    bucket: bucket.clone(),
                    span: span(&target, node),
                    target,
                    exists: exists.clone(),
                    scope: made.scope.clone(),
                });
            }
        }
    }
}

fn span(target: &Value, node: &Node) -> Span {
    target.span.unwrap_or(node.span)
}
