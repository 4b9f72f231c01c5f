//! Custom resources: what their properties and their function's code show of labeling and of CORS.

use crate::{
    aws::{folded, labeling},
    facts::{CorsFact, Facts, InputFact, NamedBy},
    syntax::node::Node,
    value::{Class, Is, List, Origins, Symbol, Value, lift},
};

use super::{Made, calls, cors_code};

/// How deep properties are looked into.
const MAX_DEPTH: usize = 16;

pub(super) fn add(made: &Made, facts: &mut Facts) {
    if calls::custom(made, facts) {
        return;
    }
    let Some(node) = made.resource.properties() else { return };
    let properties = made.context.value(node);
    for input in labeling::named_inputs(&properties) {
        facts.inputs.push(InputFact {
            input,
            named_by: NamedBy::CustomResource,
            manifest: None,
            header: made.place.header,
            exists: made.exists.clone(),
            scope: made.scope.clone(),
        });
    }
    let is_called_so = folded(&made.resource.kind).contains("cors");
    if is_called_so
        || speaks_of_cors(&properties, 0)
        || cors_code::runs(made, &properties.get("ServiceToken"))
    {
        undecided(made, node, &properties, facts);
    }
}

/// Every bucket that the properties name may get its CORS rules from this resource.
fn undecided(made: &Made, node: &Node, properties: &Value, facts: &mut Facts) {
    let address = &made.place.address;
    let buckets = properties.symbols().into_iter().filter(|symbol| symbol.class == Class::Managed);
    let mut seen: Vec<&Symbol> = Vec::new();
    for bucket in buckets {
        if seen.contains(&bucket) {
            continue;
        }
        seen.push(bucket);
        facts.cors.push(CorsFact {
            bucket: Value::symbol(bucket.clone()),
            rules: rules(made, properties),
            exists: made.exists.clone(),
            span: node.span,
            header: made.place.header,
            address: address.clone(),
            scope: made.scope.clone(),
        });
    }
}

/// The rules as they stand in the properties; what the function makes of them is not known, so there may be more.
fn rules(made: &Made, properties: &Value) -> Value {
    let address = &made.place.address;
    let reason = format!("the custom resource {address}, which seems to set its CORS rules");
    let unknown = || Value::unknown(reason.clone(), Some(made.resource.key_span));
    let Some(written) = written_rules(properties, 0) else { return unknown() };
    lift(&written, |written| {
        let Is::List(list) = &written.is else { return unknown() };
        let more = Origins::one(reason.clone(), Some(made.resource.key_span));
        let open = list.open.as_ref().map_or_else(|| more.clone(), |open| open.and(&more));
        let items = list.items.iter().map(respelt).collect();
        let list = List { items, open: Some(open), ..list.clone() };
        Value { is: Is::List(list), ..written.clone() }
    })
}

/// A rule with CloudFormation's names for what the S3 API calls otherwise.
fn respelt(rule: &Value) -> Value {
    let Is::Map(map) = &rule.is else { return rule.clone() };
    let mut map = map.clone();
    for entry in map.entries.make_mut() {
        match entry.key.as_str() {
            "ExposeHeaders" => entry.key = "ExposedHeaders".into(),
            "MaxAgeSeconds" => entry.key = "MaxAge".into(),
            _ => {}
        }
    }
    Value { is: Is::Map(map), ..rule.clone() }
}

/// The `CORSRules` of a request that sets them.
fn written_rules(value: &Value, depth: usize) -> Option<Value> {
    let Is::Map(map) = &value.is else { return None };
    if depth > MAX_DEPTH {
        return None;
    }
    let own = map.entries.iter().find(|entry| folded(entry.key.as_str()) == "corsrules");
    let inner = || map.entries.iter().find_map(|entry| written_rules(&entry.value, depth + 1));
    own.map(|entry| entry.value.clone()).or_else(inner)
}

/// Whether a key is called after CORS or its parts.
fn speaks_of_cors(value: &Value, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match &value.is {
        Is::Map(map) => map.entries.iter().any(|entry| {
            let key = folded(entry.key.as_str());
            key.contains("cors")
                || key.starts_with("allowedorigin")
                || key.starts_with("alloworigin")
                || speaks_of_cors(&entry.value, depth + 1)
        }),
        Is::List(list) => list.items.iter().any(|item| speaks_of_cors(item, depth + 1)),
        Is::Either(all) => all.iter().any(|(_, one)| speaks_of_cors(one, depth + 1)),
        _ => false,
    }
}
