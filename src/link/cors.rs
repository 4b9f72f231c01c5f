//! Which CORS configuration is which bucket's.

use super::names::Names;
use crate::{
    aws::{fields, labeling::Call},
    facts::Facts,
    source::Span,
    value::{Answer, Guard, Origins, Value},
};

/// A configuration that is, or may be, a bucket's.
pub(super) struct Attached {
    pub rules: Value,
    pub exists: Guard,
    pub header: Span,
    pub span: Span,
    /// Why it is not sure that the configuration is this bucket's.
    pub doubt: Option<Origins>,
}

/// More configurations than these that only may be a bucket's make it no less sure.
const MAX_DOUBTS: usize = 64;

/// For each bucket of the facts, what may set its CORS rules.
pub(super) fn attached(facts: &Facts, names: &Names) -> Vec<Vec<Attached>> {
    let mut out: Vec<Vec<Attached>> = Vec::new();
    out.resize_with(facts.buckets.len(), Vec::new);
    for one in &facts.cors {
        let (header, span) = (one.header, one.span);
        attach(facts, names, &one.bucket, &one.scope, &mut out, |doubt, exists| Attached {
            rules: one.rules.clone(),
            exists: one.exists.and(exists).unwrap_or_else(|| one.exists.clone()),
            header,
            span,
            doubt,
        });
    }
    for request in facts.requests.iter().filter(|one| one.call == Call::PutBucketCors) {
        let bucket = crate::aws::field(&request.request, "Bucket");
        let rules = fields(&request.request, &["CORSConfiguration", "CORSRules"]);
        attach(facts, names, &bucket, &request.scope, &mut out, |doubt, exists| Attached {
            rules: rules.clone(),
            exists: request.exists.and(exists).unwrap_or_else(|| request.exists.clone()),
            header: request.header,
            span: request.body,
            doubt,
        });
    }
    out
}

fn attach(
    facts: &Facts,
    names: &Names,
    bucket: &Value,
    scope: &str,
    out: &mut [Vec<Attached>],
    make: impl Fn(Option<Origins>, &Guard) -> Attached,
) {
    for (guard, name) in bucket.alternatives() {
        if name.is_absent() || name.is_null() {
            continue;
        }
        if let Some(own) = names.identity(&name) {
            push(out, own, make(None, &guard));
            if let Some(name) = looked_up_by(facts, own) {
                doubt(names, name, out, |why| make(Some(why), &guard));
            }
            continue;
        }
        let hits = names.find(&name, scope);
        let sure: Vec<_> = hits.iter().filter(|hit| hit.answer == Answer::Yes).collect();
        let is_declared = |at: usize| facts.buckets.get(at).is_some_and(|fact| fact.declared);
        if !sure.iter().any(|hit| is_declared(hit.bucket)) {
            doubt(names, &name, out, |why| make(Some(why), &guard));
        }
        sure.into_iter().for_each(|hit| push(out, hit.bucket, make(None, &guard)));
    }
}

/// The name by which a bucket is looked up: it may be one that is declared here.
fn looked_up_by(facts: &Facts, bucket: usize) -> Option<&Value> {
    let fact = facts.buckets.get(bucket).filter(|fact| !fact.declared)?;
    fact.name.definition.as_deref()
}

/// It may be any bucket's whose name it does not contradict.
fn doubt(
    names: &Names,
    name: &Value,
    out: &mut [Vec<Attached>],
    make: impl Fn(Origins) -> Attached,
) {
    for at in 0..out.len() {
        let known = out.get(at).map_or(0, Vec::len);
        if known < MAX_DOUBTS && names.same(name, at) == Answer::Maybe {
            let origins = name.origins();
            push(
                out,
                at,
                make(origins.unwrap_or_else(|| Origins::one("the bucket it names", name.span))),
            );
        }
    }
}

fn push(out: &mut [Vec<Attached>], bucket: usize, one: Attached) {
    if let Some(list) = out.get_mut(bucket) {
        list.push(one);
    }
}
