//! YAML.

use super::{Call, Function, encode as json, yaml_write};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome, constant_text},
    source::{Source, Span},
    syntax::{
        node::{Kind, Node},
        yaml,
    },
    text::Text,
    value::{Entry, Is, Number, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "yamlencode" => encode,
        "yamldecode" => decode,
        _ => return None,
    })
}

fn encode(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    Ok(yaml_write::written(value).map_or_else(|| call.unknown(values), Value::text))
}

/// Reads constant text; each value knows its place in it.
fn decode(call: &Call, values: &[Value]) -> Outcome {
    let [text] = values else { return Err(call.arguments()) };
    if matches!(text.is, Is::Json(_)) {
        return json::json_decode(call, values);
    }
    let Some(text) = constant_text(text) else { return Ok(call.doubtful(values)) };
    let at = call.expression.span;
    let source = Source::new(String::new(), text.as_str().to_owned());
    let decoding = Decoding { source: &source, text: &text, at };
    match yaml::read(&source, at.file) {
        Ok(document) => Ok(decoding.value(&document.root)),
        Err(problem) => Err(Failure::new(problem.message, Some(at))),
    }
}

/// A number as YAML writes it, in tens or sixteens.
fn number(text: &str) -> Option<Number> {
    match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok().map(Number::from),
        None => text.parse().ok(),
    }
}

struct Decoding<'d> {
    source: &'d Source,
    text: &'d Text,
    /// Stands for what was written in no file.
    at: Span,
}

impl Decoding<'_> {
    fn value(&self, node: &Node) -> Value {
        let span = self.place(node.span);
        let is = match &node.kind {
            Kind::Null => Is::Null,
            Kind::Bool { is, .. } => Is::Bool(*is),
            Kind::Number(text) => match number(text.as_str()) {
                Some(number) => Is::Number(number),
                None => return Value::text(Text::written(text.as_str(), span)),
            },
            Kind::Text(text) => match self.old_bool(node, text.as_str()) {
                Some(is) => Is::Bool(is),
                None => return Value::text(Text::written(text.as_str(), span)),
            },
            Kind::List(items) => {
                Value::list(items.iter().map(|item| self.value(item)).collect()).is
            }
            Kind::Map(entries) => {
                let entries = entries.iter().map(|entry| Entry {
                    key: Text::written(entry.key.as_str(), self.place(entry.key_span)),
                    value: self.value(&entry.value),
                });
                Value::map(entries.collect()).is
            }
        };
        Value { span: Some(span), ..is.into() }
    }

    fn place(&self, span: Span) -> Span {
        self.text.span_of(span.start as usize, span.end as usize).unwrap_or(self.at)
    }

    /// Words that stand plain for a truth value in YAML 1.1.
    fn old_bool(&self, node: &Node, text: &str) -> Option<bool> {
        let is = match text.to_ascii_lowercase().as_str() {
            "y" | "yes" | "on" => true,
            "n" | "no" | "off" => false,
            _ => return None,
        };
        let written = node.span.start as usize..node.span.end as usize;
        (self.source.text.get(written) == Some(text)).then_some(is)
    }
}
