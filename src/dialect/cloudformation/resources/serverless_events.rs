//! `Events` of the Serverless Application Model: what calls a function or starts a state machine.

use crate::{
    aws::events::tells_of_new_objects,
    facts::{EventRuleFact, Facts, ForwardFact, Listener, NotificationFact, Via},
    value::{Is, Value},
};

use super::{Made, notification::suffix};

/// `target`: the ARN of what the events call.
pub(super) fn add(made: &Made, target: &Value, facts: &mut Facts) {
    let Is::Map(events) = made.property(&["Events"]).is else { return };
    for event in events.entries {
        let properties = event.value.get("Properties");
        match event.value.get("Type").constant().as_deref() {
            Some("S3") => of_bucket(made, target, &properties, facts),
            Some("SNS") => forward(made, properties.get("Topic"), target, Via::Topic, facts),
            Some("SQS") => forward(made, properties.get("Queue"), target, Via::Queue, facts),
            Some("EventBridgeRule" | "CloudWatchEvent") => {
                let shown = format!("Events.{}", event.key.as_str());
                let rule =
                    made.context.attribute(&made.resource.id, &shown, made.resource.key_span);
                forward(made, rule.clone(), target, Via::EventRule, facts);
                facts.event_rules.push(EventRuleFact {
                    name: rule,
                    pattern: properties.get("Pattern"),
                    header: event.key.span().unwrap_or(made.place.header),
                    exists: made.exists.clone(),
                    scope: made.scope.clone(),
                });
            }
            _ => {}
        }
    }
}

fn forward(made: &Made, from: Value, to: &Value, via: Via, facts: &mut Facts) {
    let span = from.span.unwrap_or(made.place.header);
    let exists = made.exists.clone();
    facts.forwards.push(ForwardFact { from, to: to.clone(), via, span, exists });
}

/// A bucket whose new objects call the function.
fn of_bucket(made: &Made, target: &Value, properties: &Value, facts: &mut Facts) {
    if !tells_of_new_objects(&properties.get("Events")) {
        return;
    }
    for (guard, bucket) in properties.get("Bucket").alternatives() {
        let Some(exists) = made.exists.and(&guard) else { continue };
        facts.notifications.push(NotificationFact {
            span: bucket.span.unwrap_or(made.place.header),
            bucket,
            listener: Listener::Named(target.clone()),
            suffix: suffix(properties),
            exists,
            scope: made.scope.clone(),
        });
    }
}
