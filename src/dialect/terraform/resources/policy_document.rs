//! `aws_iam_policy_document`: blocks to the JSON of an IAM policy.

use std::{
    collections::{HashMap, hash_map::Entry as Slot},
    sync::Arc,
};

use super::Of;
use crate::value::{Entry, Is, List, ListKind, Origins, Value, json, lift};

/// The document as JSON text that is still held as a value.
pub(super) fn json(of: &Of) -> Value {
    let fields = of.fields();
    let own = fields.get("statement");
    let all = |names: [&str; 2]| names.map(|name| fields.get(name));
    let under = all(["source_policy_documents", "source_json"]);
    let over = all(["override_policy_documents", "override_json"]);
    let statements = lift(&own, |own| {
        let mut merged = Merged::default();
        under.iter().for_each(|documents| merged.add_documents(documents));
        merged.add(statements(own));
        over.iter().for_each(|documents| merged.add_documents(documents));
        Is::List(merged.list()).into()
    });
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

/// The statements of several documents. One with the `Sid` of an earlier one takes its place.
#[derive(Default)]
struct Merged {
    items: Vec<Value>,
    /// The place of each `Sid`.
    places: HashMap<String, usize>,
    open: Option<Origins>,
}

impl Merged {
    fn add(&mut self, statements: List) {
        for item in statements.items {
            let place = sid(&item).and_then(|sid| match self.places.entry(sid) {
                Slot::Occupied(known) => self.items.get_mut(*known.get()),
                Slot::Vacant(free) => {
                    free.insert(self.items.len());
                    None
                }
            });
            match place {
                // where it is not there, the earlier one stays
                Some(earlier) => *earlier = item.or_else(&|| earlier.clone()),
                None => self.items.push(item),
            }
        }
        self.widen(statements.open);
    }

    fn add_documents(&mut self, documents: &Value) {
        if documents.is_absent() || documents.is_null() {
            return;
        }
        let (documents, open) = documents.elements();
        self.widen(open);
        for document in documents {
            match json::decoded(&document) {
                Ok(document) => {
                    let (items, open) = document.get("Statement").elements();
                    self.add(List { items: items.into(), open, kind: ListKind::Tuple });
                }
                Err(_) => self.widen(document.origins()),
            }
        }
    }

    fn widen(&mut self, more: Option<Origins>) {
        self.open = match (self.open.take(), more) {
            (Some(open), Some(more)) => Some(open.and(&more)),
            (open, more) => open.or(more),
        };
    }

    fn list(self) -> List {
        List { items: self.items.into(), open: self.open, kind: ListKind::Tuple }
    }
}

/// The `Sid` of a statement wherever there is one.
fn sid(statement: &Value) -> Option<String> {
    let all = statement.alternatives().into_iter().map(|(_, one)| one);
    let mut sids = all.filter(|one| !one.is_absent()).map(|one| one.get("Sid").constant());
    let first = sids.next()??;
    (!first.is_empty() && sids.all(|sid| sid.as_ref() == Some(&first))).then_some(first)
}
