//! What hands on the news of objects: subscriptions, event source mappings and event rules.

use crate::{
    facts::{EventRuleFact, Facts, ForwardFact, Via},
    value::{Guard, Value},
};

use super::{Made, iam::named};

/// `AWS::SNS::Subscription`.
pub(super) fn subscription(made: &Made, facts: &mut Facts) {
    let (topic, endpoint) = (made.property(&["TopicArn"]), made.property(&["Endpoint"]));
    push(made, &Guard::always(), topic, endpoint, Via::Topic, facts);
}

/// The subscriptions that stand in the topic itself.
pub(super) fn topic(made: &Made, facts: &mut Facts) {
    let Some(name) = made.context.resource_symbol(&made.resource.id, made.resource.key_span) else {
        return;
    };
    for (guard, subscription) in super::iam::each(&made.property(&["Subscription"])) {
        let endpoint = subscription.get("Endpoint");
        push(made, &guard, Value::symbol(name.clone()), endpoint, Via::Topic, facts);
    }
}

/// `AWS::Lambda::EventSourceMapping`.
pub(super) fn mapping(made: &Made, facts: &mut Facts) {
    let (queue, function) = (made.property(&["EventSourceArn"]), made.property(&["FunctionName"]));
    push(made, &Guard::always(), queue, function, Via::Queue, facts);
}

/// `AWS::Events::Rule` with its targets.
pub(super) fn rule(made: &Made, facts: &mut Facts) {
    let pattern = made.property(&["EventPattern"]);
    let Some(name) = named(made, "Name").filter(|_| !pattern.is_absent()) else { return };
    let name = Value::symbol(name);
    for (guard, target) in super::iam::each(&made.property(&["Targets"])) {
        push(made, &guard, name.clone(), target.get("Arn"), Via::EventRule, facts);
    }
    facts.event_rules.push(EventRuleFact {
        name,
        pattern,
        header: made.place.header,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
}

fn push(made: &Made, guard: &Guard, from: Value, to: Value, via: Via, facts: &mut Facts) {
    let Some(exists) = made.exists.and(guard) else { return };
    if from.is_absent() || to.is_absent() {
        return;
    }
    // the targets of a rule stand in it, and it has a place of its own in the trail
    let own = if via == Via::EventRule { to.span } else { None };
    let span = own.unwrap_or(made.place.header);
    facts.forwards.push(ForwardFact { from, to, via, span, exists });
}
