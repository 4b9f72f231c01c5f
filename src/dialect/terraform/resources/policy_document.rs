//! `aws_iam_policy_document`: blocks to the JSON of an IAM policy.

use std::sync::Arc;

use super::Of;
use crate::value::{Entry, Is, List, ListKind, Origins, Value, json, lift};

/// The document as JSON text that is still held as a value.
pub(super) fn json(of: &Of) -> Value {
    let fields = of.fields();
    let blocks = fields.get("statement");
    let own = lift(&blocks, |blocks| Value::from(Is::List(statements(blocks))));
    let more =
        ["source_policy_documents", "override_policy_documents", "source_json", "override_json"];
    let more: Vec<Value> = more.iter().map(|name| fields.get(name)).collect();
    let statements = lift(&own, |own| with_sources(own, &more));
    let entries = vec![
        Entry { key: "Version".into(), value: Value::text("2012-10-17") },
        Entry { key: "Statement".into(), value: statements },
    ];
    let document = Value::map(entries.into()).at(Some(of.body()));
    Value { span: Some(of.body()), ..Is::Json(Arc::new(document)).into() }
}

fn statements(blocks: &Value) -> List {
    let (items, open) = blocks.elements();
    let items = items.iter().map(|block| lift(block, statement)).collect();
    List { items, open, kind: ListKind::Tuple }
}

fn statement(block: &Value) -> Value {
    if block.is_absent() {
        return Value::absent();
    }
    let mut entries = Vec::new();
    let mut add = |key: &str, value: Value| {
        if !value.is_absent() && !value.is_null() {
            entries.push(Entry { key: key.into(), value });
        }
    };
    add("Sid", block.get("sid"));
    add("Effect", block.get("effect").or_else(&|| Value::text("Allow")));
    add("Action", block.get("actions"));
    add("NotAction", block.get("not_actions"));
    add("Resource", block.get("resources"));
    add("NotResource", block.get("not_resources"));
    add("Principal", lift(&block.get("principals"), principals));
    add("Condition", block.get("condition"));
    Value::map(entries.into()).at(block.span)
}

/// `{type = "Service", identifiers = […]}` as `{"Service": […]}`.
fn principals(blocks: &Value) -> Value {
    if blocks.is_absent() {
        return Value::absent();
    }
    let (items, open) = blocks.elements();
    let entries = items.iter().filter_map(|block| {
        let key = block.get("type").constant()?;
        Some(Entry { key: key.into(), value: block.get("identifiers") })
    });
    let entries: Vec<Entry> = entries.collect();
    match open {
        Some(origins) if entries.is_empty() => Is::Unknown(origins).into(),
        _ => Value::map(entries.into()).at(blocks.span),
    }
}

/// The statements with those of the documents that they are added to.
fn with_sources(own: &Value, sources: &[Value]) -> Value {
    let Is::List(list) = &own.is else { return own.clone() };
    let mut list = list.clone();
    for source in sources.iter().filter(|source| !source.is_absent() && !source.is_null()) {
        let (documents, open) = source.elements();
        widen(&mut list, open);
        for document in documents {
            match json::decoded(&document) {
                Ok(document) => {
                    let (items, open) = document.get("Statement").elements();
                    list.items.extend(items);
                    widen(&mut list, open);
                }
                Err(_) => widen(&mut list, document.origins()),
            }
        }
    }
    Value { is: Is::List(list), ..own.clone() }
}

fn widen(list: &mut List, more: Option<Origins>) {
    list.open = match (list.open.take(), more) {
        (Some(open), Some(more)) => Some(open.and(&more)),
        (open, more) => open.or(more),
    };
}
