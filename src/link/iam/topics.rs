//! Streaming jobs: a bucket tells a topic of new objects, and SageMaker may subscribe to that topic.

use super::reach::Reached;
use crate::{
    aws::iam::statements,
    facts::{Facts, TopicPolicyFact},
    link::{Found, names::Names},
    model::{Confidence, Role, Service, Work},
    source::{Label, Span},
    value::{Answer, Value, same},
};

pub(super) fn find(facts: &Facts, names: &Names, found: &mut Vec<Found>) {
    for policy in &facts.topic_policies {
        let Some(at) = lets_sagemaker_subscribe(policy) else { continue };
        let (topics, _) = policy.topics.elements();
        for topic in &topics {
            follow(facts, names, policy, topic, at, found);
        }
    }
}

/// Where the policy says so.
fn lets_sagemaker_subscribe(policy: &TopicPolicyFact) -> Option<Span> {
    let subscribes = statements(&policy.document)
        .into_iter()
        .find(|one| one.allows("sns:Subscribe") && one.trusts("sagemaker."))?;
    Some(subscribes.span.unwrap_or(policy.header))
}

fn follow(
    facts: &Facts,
    names: &Names,
    policy: &TopicPolicyFact,
    topic: &Value,
    at: Span,
    found: &mut Vec<Found>,
) {
    let trail = [Label::new(at, "SageMaker may subscribe to this topic")];
    for notification in &facts.notifications {
        let Some(target) = notification.listener.named() else { continue };
        let is = same(topic, target, &|symbol| names.class(symbol));
        let Some(exists) = policy.exists.and(&notification.exists) else { continue };
        if is != Answer::Yes {
            continue;
        }
        let reached = Reached {
            names,
            service: Service::GroundTruth,
            work: Work::Unknown,
            confidence: Confidence::Likely,
            trail: &trail,
            exists: &exists,
            scope: &notification.scope,
        };
        let text = "which this bucket tells of each new object";
        let bucket = &notification.bucket;
        reached.add(bucket, bucket, Role::Input, notification.span, text, found);
    }
}
