//! Buckets of the Cloud Control provider: properties as CloudFormation has them, in snake case.

use super::{Collector, Of, attributes, buckets};
use crate::value::{Entry, Is, Value, lift};

pub(super) fn bucket(collector: &mut Collector, of: &Of) {
    let name = attributes::awscc_bucket_name(of);
    let tags = lift(&of.get("tags"), tags);
    buckets::add(collector, of, name.clone(), tags);
    buckets::note_ignored(collector, of, &name, "cors_configuration");
    let configuration = of.get("cors_configuration");
    if configuration.is_absent() || configuration.is_null() {
        return;
    }
    let argument = of.resource.block.body.attribute("cors_configuration");
    let place = argument.map_or((of.body(), of.header()), |one| (one.span, one.name_span));
    let rules = configuration.get("cors_rules");
    buckets::add_cors(collector, of, Value::symbol(name), rules, place);
}

/// `[{key = "a", value = "b"}]` as `{a = "b"}`.
fn tags(list: &Value) -> Value {
    let (items, open) = list.elements();
    let entries = items.iter().filter_map(|item| {
        let key = item.get("key").constant()?;
        Some(Entry { key: key.into(), value: item.get("value").at(item.span) })
    });
    let entries: Vec<Entry> = entries.collect();
    match open {
        Some(origins) if entries.is_empty() => Is::Unknown(origins).into(),
        _ => Value::map(entries.into()).at(list.span),
    }
}
