//! Whom buckets tell of new objects, and what hands it on: subscriptions, event source mappings and event rules.

use super::{Collector, Of, attributes};
use crate::{
    aws::events::tells_of_new_objects,
    facts::{EventRuleFact, ForwardFact, Listener, NotificationFact, Via},
    source::Span,
    value::{Guard, Value},
};

/// The blocks of a notification, and the argument of each that names whom it tells.
const TARGETS: &[(&str, &str)] =
    &[("topic", "topic_arn"), ("queue", "queue_arn"), ("lambda_function", "lambda_function_arn")];

pub(super) fn notification(collector: &mut Collector, of: &Of) {
    let fields = of.fields();
    let bucket = fields.get("bucket");
    for (kind, argument) in TARGETS {
        for (guard, blocks) in fields.get(kind).alternatives() {
            for block in blocks.elements().0 {
                let target = block.get(argument);
                if target.is_absent() || !tells_of_new_objects(&block.get("events")) {
                    continue;
                }
                let suffix = block.get("filter_suffix").constant();
                let span = block.span.unwrap_or(of.body());
                tell(collector, of, &bucket, &guard, (Listener::Named(target), suffix, span));
            }
        }
    }
    let all = fields.get("eventbridge");
    let span = fields.attribute("eventbridge").map_or(of.header(), |one| one.span);
    for (guard, on) in all.alternatives() {
        if on.as_bool() == Some(true) {
            tell(collector, of, &bucket, &guard, (Listener::EventBridge, None, span));
        }
    }
}

fn tell(
    collector: &mut Collector,
    of: &Of,
    bucket: &Value,
    guard: &Guard,
    (listener, suffix, span): (Listener, Option<String>, Span),
) {
    let Some(exists) = of.exists().and_then(|exists| exists.and(guard)) else { return };
    collector.facts.notifications.push(NotificationFact {
        bucket: bucket.clone(),
        listener,
        suffix,
        span,
        exists,
        scope: of.place(),
    });
}

pub(super) fn rule(collector: &mut Collector, of: &Of) {
    let pattern = of.get("event_pattern");
    if pattern.is_absent() || pattern.is_null() {
        return;
    }
    collector.facts.event_rules.push(EventRuleFact {
        name: Value::symbol(attributes::event_rule_name(of)),
        pattern,
        header: of.header(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}

pub(super) fn rule_target(collector: &mut Collector, of: &Of) {
    forward(collector, of, ["rule", "arn"], Via::EventRule);
}

pub(super) fn subscription(collector: &mut Collector, of: &Of) {
    forward(collector, of, ["topic_arn", "endpoint"], Via::Topic);
}

pub(super) fn mapping(collector: &mut Collector, of: &Of) {
    forward(collector, of, ["event_source_arn", "function_name"], Via::Queue);
}

fn forward(collector: &mut Collector, of: &Of, [from, to]: [&str; 2], via: Via) {
    let (from, to) = (of.get(from), of.get(to));
    if from.is_absent() || to.is_absent() {
        return;
    }
    collector.facts.forwards.push(ForwardFact {
        from,
        to,
        via,
        span: of.header(),
        exists: of.exists().unwrap_or_default(),
    });
}
