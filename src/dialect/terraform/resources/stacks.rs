//! `aws_cloudformation_stack`: a template that stands inside the configuration goes to the reader of templates.

use std::collections::HashMap;

use super::{Collector, Of};
use crate::{
    dialect::cloudformation::{self, Embedded},
    source::{Source, Span},
    syntax::{
        node::{Document, Entry, Kind, Node},
        yaml,
    },
    text::Text,
    value::{Is, Part, Rest, Value},
};

pub(super) fn stack(collector: &mut Collector, of: &Of) {
    let body = of.get("template_body");
    let Some((text, document)) = document(of, &body) else { return };
    let sources = of.evaluator.sources;
    let file = of.header().file;
    let scope = format!("{}|{}", sources.path(file), of.address());
    let parameters = parameters(&of.get("parameters"));
    let embedded = Embedded { scope, file, text, document, parameters };
    collector.facts.extend(cloudformation::embedded(embedded, sources));
}

/// What the configuration passes for parameters; where it is not known what, none is.
fn parameters(given: &Value) -> HashMap<String, Value> {
    let Is::Map(map) = &given.is else { return HashMap::new() };
    let pairs = map.entries.iter().map(|entry| {
        let name = entry.key.as_str().to_owned();
        let span = entry.key.span();
        let value = entry.value.clone();
        let value = match span {
            Some(span) => value.through(span, format!("passed as {name}")),
            None => value,
        };
        (name, value)
    });
    pairs.collect()
}

/// The template as text and as a tree, in which every node lies where it was written.
fn document(of: &Of, body: &Value) -> Option<(String, Document)> {
    match &body.is {
        Is::Json(value) => {
            let root = node(value, of.body())?;
            let document = Document { root, comments: Vec::new(), problems: Vec::new() };
            Some(("{}".to_owned(), document))
        }
        Is::Text(parts) => match parts.as_slice() {
            [Part::Literal(text)] => written(of, text),
            _ => None,
        },
        _ => None,
    }
}

/// A text that stands in this file; one that is a file of its own is judged there.
fn written(of: &Of, text: &Text) -> Option<(String, Document)> {
    let span = text.span()?;
    if span.file != of.header().file {
        return None;
    }
    let source = of.evaluator.sources.get(span.file);
    let only = alone(&source.text, span)?;
    let source = Source::new(source.path.clone(), only);
    let document = yaml::read(&source, span.file).ok()?;
    Some((text.as_str().to_owned(), document))
}

/// The text of a file with blanks for all outside the span, so that each byte keeps its place.
fn alone(text: &str, span: Span) -> Option<String> {
    let blank = |part: &str| -> String {
        part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
    };
    let (start, end) = (span.start as usize, span.end as usize);
    let (before, rest, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    // the first line keeps its indentation, which YAML reads as that of all
    Some(format!("{}{rest}{}", blank(before), blank(after)))
}

/// A constant as a tree; the depth of a value is bounded by the evaluator.
fn node(value: &Value, at: Span) -> Option<Node> {
    let span = value.span.unwrap_or(at);
    let kind = match &value.is {
        Is::Null => Kind::Null,
        Is::Bool(is) => Kind::Bool { is: *is, text: Text::written(is.to_string(), span) },
        Is::Number(_) => Kind::Number(Text::written(value.constant()?, span)),
        Is::Text(_) | Is::Json(_) => Kind::Text(Text::written(value.constant()?, span)),
        Is::List(list) if list.open.is_none() => {
            let items: Option<Vec<Node>> = list.items.iter().map(|item| node(item, at)).collect();
            Kind::List(items?.into())
        }
        Is::Map(map) if map.rest == Rest::Closed => {
            let entries = map.entries.iter().map(|entry| {
                let key_span = entry.key.span().unwrap_or(span);
                Some(Entry { key: entry.key.clone(), key_span, value: node(&entry.value, at)? })
            });
            Kind::Map(entries.collect::<Option<_>>()?)
        }
        _ => return None,
    };
    Some(Node { span, tag: None, kind })
}
