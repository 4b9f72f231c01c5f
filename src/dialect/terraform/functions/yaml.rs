//! YAML.

use super::{Call, Function, encode};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome},
    source::Span,
    syntax::{
        node::{Kind, Node},
        yaml,
    },
    value::{Entry, Is, Part, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "yamlencode" => |call, values| Ok(call.unknown(values)),
        "yamldecode" => decode,
        _ => return None,
    })
}

/// Reads a file of the tree, or JSON, which is YAML; other texts are not known.
fn decode(call: &Call, values: &[Value]) -> Outcome {
    let [text] = values else { return Err(call.arguments()) };
    if matches!(text.is, Is::Json(_)) {
        return encode::json_decode(call, values);
    }
    let Some(span) = whole_file(call, text) else { return Ok(call.doubtful(values)) };
    let source = call.evaluator.sources.get(span.file);
    match yaml::read(&source, span.file) {
        Ok(document) => Ok(value(call, &document.root)),
        Err(problem) => Err(Failure::new(problem.message, problem.at)),
    }
}

/// The place of a text that is all of a file.
fn whole_file(call: &Call, text: &Value) -> Option<Span> {
    let Is::Text(parts) = &text.is else { return None };
    let [Part::Literal(text)] = parts.as_slice() else { return None };
    let span = text.span()?;
    let source = call.evaluator.sources.get(span.file);
    (source.text == text.as_str()).then_some(span)
}

fn value(call: &Call, node: &Node) -> Value {
    let is = match &node.kind {
        Kind::Null => Is::Null,
        Kind::Bool { is, .. } => Is::Bool(*is),
        Kind::Number(text) => match text.as_str().parse() {
            Ok(number) => Is::Number(number),
            Err(_) => return Value::text(text.clone()),
        },
        Kind::Text(text) => match old_bool(call, node, text.as_str()) {
            Some(is) => Is::Bool(is),
            None => return Value::text(text.clone()).at(Some(node.span)),
        },
        Kind::List(items) => Value::list(items.iter().map(|item| value(call, item)).collect()).is,
        Kind::Map(entries) => {
            let entries = entries.iter();
            let entries = entries
                .map(|entry| Entry { key: entry.key.clone(), value: value(call, &entry.value) });
            Value::map(entries.collect()).is
        }
    };
    Value { span: Some(node.span), ..is.into() }
}

/// Plain `yes`, `no`, `on` and `off`, which are truth values in YAML 1.1.
fn old_bool(call: &Call, node: &Node, text: &str) -> Option<bool> {
    let is = match text.to_ascii_lowercase().as_str() {
        "yes" | "on" => true,
        "no" | "off" => false,
        _ => return None,
    };
    (call.evaluator.sources.slice(node.span) == text).then_some(is)
}
