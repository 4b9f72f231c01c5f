//! Custom resources: what their properties and their function's code show of labeling and of CORS.

use crate::{
    aws::{folded, labeling},
    facts::{CorsFact, Facts, InputFact, NamedBy},
    syntax::node::Node,
    value::{Class, Is, Symbol, Value},
};

use super::{Made, calls};

/// How deep properties are looked into.
const MAX_DEPTH: usize = 16;

/// Words by which code sets a bucket's CORS rules.
const CALLS: &[&str] = &["put_bucket_cors", "putBucketCors", "PutBucketCors", ".Cors("];

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
            header: made.place.header,
            exists: made.exists.clone(),
            scope: made.scope.clone(),
        });
    }
    if speaks_of_cors(&properties, 0) || code_sets_cors(made, &properties.get("ServiceToken")) {
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
        let reason = format!("the custom resource {address}, which seems to set its CORS rules");
        facts.cors.push(CorsFact {
            bucket: Value::symbol(bucket.clone()),
            rules: Value::unknown(reason, Some(made.resource.key_span)),
            exists: made.exists.clone(),
            span: node.span,
            header: made.place.header,
            address: address.clone(),
            scope: made.scope.clone(),
        });
    }
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
                || key == "allowedorigins"
                || key == "alloworigins"
                || speaks_of_cors(&entry.value, depth + 1)
        }),
        Is::List(list) => list.items.iter().any(|item| speaks_of_cors(item, depth + 1)),
        Is::Either(all) => all.iter().any(|(_, one)| speaks_of_cors(one, depth + 1)),
        _ => false,
    }
}

/// Whether the function that makes the resource stands in the template and calls the API.
fn code_sets_cors(made: &Made, token: &Value) -> bool {
    let functions = token.symbols().into_iter().filter_map(|symbol| made.context.behind(symbol));
    functions.into_iter().any(|(context, function)| {
        let inline = ["InlineCode"].into_iter().map(|key| function.property(&[key]));
        let mut inline = inline.chain([function.property(&["Code", "ZipFile"])]);
        let code = inline.find_map(|node| node.map(|node| context.value(node).shown()));
        code.is_some_and(|code| CALLS.iter().any(|call| code.contains(call)))
    })
}
