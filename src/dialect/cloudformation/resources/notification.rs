//! Whom a bucket tells of new objects.

use crate::{
    aws::events::tells_of_new_objects,
    facts::{Facts, Listener, NotificationFact},
    source::Span,
    syntax::node::Node,
    value::{Is, Value},
};

use super::Made;

/// Lists of targets, and the key of the target in each element. CloudFormation's names, and those of the S3 API, which the
/// CDK's own resource takes.
const TARGETS: &[(&str, &str)] = &[
    ("TopicConfigurations", "Topic"),
    ("TopicConfigurations", "TopicArn"),
    ("LambdaConfigurations", "Function"),
    ("LambdaFunctionConfigurations", "LambdaFunctionArn"),
    ("QueueConfigurations", "Queue"),
    ("QueueConfigurations", "QueueArn"),
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
            for item in items {
                let target = item.get(key);
                let events = item.get("Event").or_else(&|| item.get("Events"));
                if target.is_absent() || !tells_of_new_objects(&events) {
                    continue;
                }
                facts.notifications.push(NotificationFact {
                    bucket: bucket.clone(),
                    span: span(&target, node),
                    listener: Listener::Named(target),
                    suffix: suffix(&item),
                    exists: exists.clone(),
                    scope: made.scope.clone(),
                });
            }
        }
    }
    to_event_bridge(made, bucket, &configuration, node.span, facts);
}

/// `EventBridgeConfiguration`; its one switch is on unless it says otherwise.
fn to_event_bridge(
    made: &Made,
    bucket: &Value,
    configuration: &Value,
    span: Span,
    facts: &mut Facts,
) {
    for (guard, events) in configuration.get("EventBridgeConfiguration").alternatives() {
        let Some(exists) = made.exists.and(&guard) else { continue };
        let at = key_span(configuration, "EventBridgeConfiguration").unwrap_or(span);
        let is_off = events.get("EventBridgeEnabled").as_bool() == Some(false);
        if events.is_absent() || is_off {
            continue;
        }
        facts.notifications.push(NotificationFact {
            bucket: bucket.clone(),
            listener: Listener::EventBridge,
            suffix: None,
            span: at,
            exists,
            scope: made.scope.clone(),
        });
    }
}

fn key_span(map: &Value, key: &str) -> Option<Span> {
    let Is::Map(map) = &map.is else { return None };
    map.entries.iter().find(|entry| entry.key.as_str() == key)?.key.span()
}

/// `Filter.S3Key.Rules` of CloudFormation, `Filter.Key.FilterRules` of the S3 API.
pub(super) fn suffix(item: &Value) -> Option<String> {
    let filter = item.get("Filter");
    let rules = filter.path(&["S3Key", "Rules"]);
    let rules = rules.or_else(&|| filter.path(&["Key", "FilterRules"]));
    let (rules, _) = rules.elements();
    let is_suffix = |rule: &&Value| {
        rule.get("Name").constant().is_some_and(|name| name.eq_ignore_ascii_case("suffix"))
    };
    rules.iter().find(is_suffix).and_then(|rule| rule.get("Value").constant())
}

fn span(target: &Value, node: &Node) -> Span {
    target.span.unwrap_or(node.span)
}
