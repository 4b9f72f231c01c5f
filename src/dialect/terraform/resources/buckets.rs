//! Buckets, their CORS rules and their policies.

use ecow::EcoVec;

use super::{Collector, Of, attributes, beside, foreign, providers};
use crate::{
    dialect::terraform::evaluate::unique,
    facts::{BucketFact, BucketPolicyFact, CorsFact, Language, TopicPolicyFact},
    source::{Label, Span},
    syntax::hcl::{Expression, ExpressionKind},
    value::{Is, Map, MapKind, Rest, Symbol, Value, lift2},
};

pub(super) fn bucket(collector: &mut Collector, of: &Of) {
    let name = attributes::bucket_name(of);
    add(collector, of, name.clone(), tags(of));
    if of.is_data() {
        return;
    }
    note_ignored(collector, of, &name, "cors_rule");
    let rules = of.get("cors_rule");
    if rules.is_absent() || rules.is_null() {
        return;
    }
    let body = &of.resource.block.body;
    let block = body.blocks.iter().find(|block| {
        block.kind == "cors_rule"
            || (block.kind == "dynamic" && block.label(0) == Some("cors_rule"))
    });
    let argument = body.attribute("cors_rule").map(|argument| (argument.span, argument.name_span));
    let place = block.map(|block| (block.span, block.header)).or(argument);
    let (span, header) = place.unwrap_or((of.body(), of.header()));
    add_cors(collector, of, Value::symbol(name), rules, (span, header));
}

/// Arguments by which modules take CORS rules.
const RULES: [&str; 4] = ["cors_rule", "cors_rules", "cors_configuration", "cors_rule_inputs"];

/// The language of the block; for a bucket of a module that is not the tree's own, that of its call.
fn language(of: &Of) -> Language {
    let module = of.evaluator.instance(of.instance).module;
    let takes = |name: &&str| module.variables.contains_key(*name);
    match of.shown_at().and_then(|_| RULES.into_iter().find(takes)) {
        Some(argument) => Language::TerraformCall { argument },
        None => match (of.resource.kind.as_str(), of.resource.language) {
            ("awscc_s3_bucket", Language::TerraformJson) => Language::CloudControlJson,
            ("awscc_s3_bucket", _) => Language::CloudControl,
            (_, language) => language,
        },
    }
}

/// The calls that made the bucket, and the construct it was synthesized from.
fn callers(of: &Of, calls: &[Label]) -> Vec<Label> {
    let construct = of.construct().and_then(|path| path.constant());
    let construct = construct.map(|path| Label::new(of.header(), format!("the construct {path}")));
    calls.iter().cloned().chain(construct).collect()
}

/// Adds the bucket itself.
pub(super) fn add(collector: &mut Collector, of: &Of, name: Symbol, tags: Value) {
    let instance = of.evaluator.instance(of.instance);
    of.evaluator.budget.pay_for_bucket();
    collector.facts.buckets.push(BucketFact {
        name,
        address: of.address(),
        declared: !of.is_data(),
        header: of.header(),
        body: of.body(),
        template: None,
        exists: of.exists().unwrap_or_default(),
        tags,
        managed_elsewhere: Vec::new(),
        callers: callers(of, &instance.calls),
        scope: of.place(),
        language: language(of),
        beside: beside::beside(of),
    });
}

pub(super) fn add_cors(
    collector: &mut Collector,
    of: &Of,
    bucket: Value,
    rules: Value,
    place: (Span, Span),
) {
    let (rules, (span, header)) = match of.shown_at() {
        Some((header, body)) => {
            (foreign::shown_at(&rules, header, of.evaluator.sources), (body, header))
        }
        None => (rules, place),
    };
    collector.facts.cors.push(CorsFact {
        bucket,
        rules,
        exists: of.exists().unwrap_or_default(),
        span,
        header,
        address: of.address(),
        scope: of.place(),
    });
}

pub(super) fn cors(collector: &mut Collector, of: &Of) {
    let bucket = of.get("bucket");
    if let Some(span) = ignores(of, "cors_rule") {
        let text = "changes of these CORS rules are ignored, so something else may set them";
        for symbol in bucket.symbols() {
            collector.elsewhere.push((symbol.id.clone(), Label::new(span, text)));
        }
    }
    collector.apart.extend(bucket.symbols().iter().map(|symbol| symbol.id.clone()));
    let rules = of.get("cors_rule").or_else(&|| Value::list(EcoVec::new()));
    add_cors(collector, of, bucket, rules, (of.body(), of.header()));
}

pub(super) fn policy(collector: &mut Collector, of: &Of) {
    collector.facts.bucket_policies.push(BucketPolicyFact {
        bucket: of.get("bucket"),
        document: of.get("policy"),
        header: of.header(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}

pub(super) fn topic_policy(collector: &mut Collector, of: &Of) {
    collector.facts.topic_policies.push(TopicPolicyFact {
        topics: of.get("arn"),
        document: of.get("policy"),
        header: of.header(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    });
}

/// Rules inside a bucket whose changes are ignored are those that it was made with, if any.
pub(super) fn note_ignored(collector: &mut Collector, of: &Of, name: &Symbol, argument: &str) {
    if let Some(span) = ignores(of, argument) {
        let text = format!("what sets {argument}, whose changes are ignored here");
        collector.ignored.push((name.id.clone(), Label::new(span, text)));
    }
}

/// Where `lifecycle` tells Terraform to ignore changes of the argument that holds the rules.
fn ignores(of: &Of, argument: &str) -> Option<Span> {
    let lifecycle = of.resource.block.body.blocks("lifecycle");
    let mut ignored = lifecycle.filter_map(|block| block.body.attribute("ignore_changes"));
    ignored.find_map(|attribute| match &attribute.value.kind {
        ExpressionKind::List(items) => {
            items.iter().find(|item| names(item, argument)).map(|item| item.span)
        }
        ExpressionKind::Variable(all) if all == "all" => Some(attribute.value.span),
        _ => attribute
            .value
            .plain()
            .filter(|all| all.as_str() == "all")
            .map(|_| attribute.value.span),
    })
}

fn names(expression: &Expression, argument: &str) -> bool {
    match &expression.kind {
        ExpressionKind::Variable(name) => name == argument,
        ExpressionKind::Traversal { base, .. } => names(base, argument),
        _ => expression.plain().is_some_and(|name| name.as_str().starts_with(argument)),
    }
}

/// The tags of the bucket over the default tags of its provider.
fn tags(of: &Of) -> Value {
    let own = of.get("tags").or_else(&|| Value::map(EcoVec::new()));
    let Some(defaults) = providers::default_tags(of) else { return own };
    lift2(&defaults, &own, |defaults, own| match (&defaults.is, &own.is) {
        (Is::Map(a), Is::Map(b)) => {
            let entries = unique(a.entries.iter().chain(&b.entries).cloned().collect());
            let rest = if b.rest == Rest::Closed { a.rest.clone() } else { b.rest.clone() };
            Value {
                is: Is::Map(Map { entries: entries.into(), rest, kind: MapKind::Map }),
                ..own.clone()
            }
        }
        _ => own.clone(),
    })
}
