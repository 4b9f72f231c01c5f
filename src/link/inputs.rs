//! Labeling input that manifests and custom resources name.

use super::{Found, Unmatched, names::Names};
use crate::{
    aws::s3,
    facts::{Facts, InputFact, NamedBy},
    model::{Confidence, Role, Service, Use, Work},
    source::Label,
    value::{Answer, Is, Part, Value},
};

pub(super) fn find(
    facts: &Facts,
    names: &Names,
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) {
    for fact in &facts.inputs {
        for (guard, one) in bucket(&fact.input, names).alternatives() {
            let Some(exists) = fact.exists.and(&guard) else { continue };
            let hits = names.find(&one, &fact.scope);
            let is_known = fact.named_by == NamedBy::Manifest && one.constant().is_some();
            if hits.is_empty() && is_known {
                let header = fact.input.span.unwrap_or(fact.header);
                let address = one.shown();
                unmatched.push(Unmatched { name: Ok(one), address, header, used: used(fact) });
                continue;
            }
            for hit in hits {
                if hit.answer == Answer::Yes {
                    let used = used(fact);
                    let (bucket, exists) = (hit.bucket, exists.clone());
                    found.push(Found { bucket, used, exists, assumptions: Vec::new() });
                }
            }
        }
    }
}

fn bucket(input: &Value, names: &Names) -> Value {
    let narrow = |symbol: &crate::value::Symbol| names.class(symbol);
    let is_uri = input.alternatives().iter().any(|(_, one)| match &one.is {
        Is::Text(parts) => match parts.first() {
            Some(Part::Literal(text)) => text.as_str().contains(':'),
            _ => false,
        },
        _ => false,
    });
    if is_uri { s3::bucket_of_uri(input, &narrow) } else { s3::bucket_of_name(input, &narrow) }
}

fn used(fact: &InputFact) -> Use {
    let (who, what, confidence) = match fact.named_by {
        NamedBy::Manifest => (
            "this uploads a manifest of objects to label",
            "which lists objects of this bucket",
            Confidence::Certain,
        ),
        NamedBy::CustomResource => (
            "this custom resource seems to set up labeling",
            "with input from this bucket",
            Confidence::Likely,
        ),
    };
    let mut trail = vec![Label::new(fact.header, who)];
    trail.extend(fact.input.span.map(|span| Label::new(span, what)));
    Use {
        role: Role::Input,
        work: Work::Unknown,
        service: Service::GroundTruth,
        confidence,
        public_crowd: None,
        trail,
    }
}
