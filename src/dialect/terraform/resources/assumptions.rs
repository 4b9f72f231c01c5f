//! What is taken for granted of CORS rules: the defaults of variables on which they, or whether there are any, hang.

use super::{Collector, Of};
use crate::{
    dialect::terraform::{
        evaluate::{Expansion, Item},
        program::{Mode, Resource},
    },
    facts::Assumption,
    source::Label,
    value::Value,
};

/// Looks at the instances of a block, also where it has none.
pub(super) fn collect<'a>(
    collector: &mut Collector<'_, 'a>,
    instance: usize,
    resource: &'a Resource,
    expansion: &Expansion,
) {
    let is_bucket = resource.kind == "aws_s3_bucket";
    let is_rules = resource.kind == "aws_s3_bucket_cors_configuration";
    if resource.mode != Mode::Managed || !(is_bucket || is_rules) {
        return;
    }
    let none = [Item::lone()];
    let items = if expansion.items.is_empty() { none.as_slice() } else { &expansion.items };
    for item in items.iter().filter(|_| is_rules || !expansion.items.is_empty()) {
        let evaluator = collector.evaluator;
        let of = Of::new(evaluator, instance, resource, expansion, item);
        let (_, trail) = evaluator.watched(|| of.fields().blocks("cors_rule"));
        let (bucket, mut labels) = match is_rules {
            true => (of.get("bucket"), expansion.assumed.clone()),
            false => (Value::symbol(super::attributes::bucket_name(&of)), Vec::new()),
        };
        labels.extend(trail.assumed);
        add(collector, &bucket, &labels);
    }
}

fn add(collector: &mut Collector, bucket: &Value, labels: &[Label]) {
    for symbol in bucket.symbols() {
        let assumption =
            |label: &Label| Assumption { bucket: symbol.id.clone(), label: label.clone() };
        collector.facts.assumptions.extend(labels.iter().map(assumption));
    }
}
