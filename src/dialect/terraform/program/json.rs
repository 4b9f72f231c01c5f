//! `.tf.json` files as the tree of the native syntax. Each string of an expression is a template; spans lead through the
//! JSON escapes to the file.

use super::files::{Read, directive};
use crate::{
    finding::Problem,
    source::{FileId, Source, Span},
    syntax::{
        hcl::{self, Attribute, Block, Body, Expression, ExpressionKind, Segment},
        json,
        node::{Document, Entry, Kind, Node},
    },
    text::Text,
};

/// How the strings of a block are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    Templates,
    /// A variable's default and a module's source are taken as they stand.
    Literal,
}

/// What a file holds takes far more room as expressions and values than it does in other JSON.
const MAX_VALUES: usize = 500_000;

/// Reads a file of configuration or of values.
///
/// # Errors
/// What keeps it from being read.
pub(super) fn read(source: &Source, file: FileId) -> Result<Document, Problem> {
    let document = json::read(source, file)?;
    if document.root.count(MAX_VALUES) <= MAX_VALUES {
        return Ok(document);
    }
    let message = "this file holds more than 500,000 values, more than is read of Terraform";
    Err(Problem::error("syntax", message, document.root.span.front()))
}

/// The body of a file; `start` stands for it where it is empty.
pub(super) fn body(document: &Document, start: Span, out: &mut Read) -> Body {
    let mut body = Body { attributes: Vec::new(), blocks: Vec::new(), span: start };
    out.problems.extend(document.problems.iter().cloned());
    let mut reader = Reader { out };
    for node in nodes(&document.root) {
        for entry in node.map().unwrap_or_default() {
            if entry.key.as_str() == "//" {
                reader.comment(entry, None);
                continue;
            }
            let labels = labels_of(entry.key.as_str());
            let head = Head { kind: entry.key.as_str(), span: entry.key_span, labels: Vec::new() };
            reader.blocks(&entry.value, head, labels, &mut body.blocks);
        }
    }
    body
}

/// How many labels a block type has.
fn labels_of(kind: &str) -> usize {
    match kind {
        "resource" | "data" | "ephemeral" => 2,
        "variable" | "output" | "module" | "provider" | "check" => 1,
        "dynamic" | "provisioner" | "backend" => 1,
        _ => 0,
    }
}

/// Keys of a body that are nested blocks in every schema.
fn is_block(kind: &str, key: &str) -> bool {
    match kind {
        "resource" | "data" => {
            matches!(key, "lifecycle" | "provisioner" | "connection" | "dynamic")
        }
        "terraform" => matches!(key, "backend" | "cloud" | "required_providers"),
        "provider" => matches!(key, "default_tags" | "assume_role"),
        "dynamic" => key == "content",
        "content" => key == "dynamic",
        _ => false,
    }
}

fn strings_of(kind: &str, key: &str) -> Strings {
    match (kind, key) {
        ("variable", _) | ("module", "source" | "version") => Strings::Literal,
        (_, "depends_on" | "provider" | "ignore_changes") => Strings::Literal,
        _ => Strings::Templates,
    }
}

/// A list's elements, or the one node.
fn nodes(node: &Node) -> &[Node] {
    node.list().unwrap_or(std::slice::from_ref(node))
}

#[derive(Clone)]
struct Head<'a> {
    kind: &'a str,
    /// The key of the kind.
    span: Span,
    labels: Vec<(String, Span)>,
}

struct Reader<'a> {
    out: &'a mut Read,
}

impl Reader<'_> {
    fn comment(&mut self, entry: &Entry, on: Option<Span>) {
        let text = entry.value.as_str().unwrap_or_default();
        self.out.directives.extend(directive(text, entry.value.span, on));
    }

    fn blocks(&mut self, node: &Node, head: Head, labels: usize, into: &mut Vec<Block>) {
        for node in nodes(node) {
            let Some(entries) = node.map() else { continue };
            if labels == 0 {
                into.push(self.block(node, entries, head.clone()));
                continue;
            }
            for entry in entries.iter().filter(|entry| entry.key.as_str() != "//") {
                let mut head = head.clone();
                head.labels.push((entry.key.as_str().to_owned(), entry.key_span));
                self.blocks(&entry.value, head, labels - 1, into);
            }
        }
    }

    fn block(&mut self, node: &Node, entries: &[Entry], head: Head) -> Block {
        let header = head.labels.last().map_or(head.span, |(_, span)| *span);
        let span = header.to(node.span);
        let mut body = Body { attributes: Vec::new(), blocks: Vec::new(), span: node.span };
        for entry in entries {
            let key = entry.key.as_str();
            if key == "//" && entry.value.map().is_none() {
                self.comment(entry, Some(span));
            } else if is_block(head.kind, key) {
                let inner = Head { kind: key, span: entry.key_span, labels: Vec::new() };
                self.blocks(&entry.value, inner, labels_of(key), &mut body.blocks);
            } else {
                // a synthesized block has a remark of its own, which tells the construct
                body.attributes.push(self.attribute(head.kind, entry));
            }
        }
        Block {
            kind: head.kind.to_owned(),
            kind_span: head.span,
            labels: head.labels,
            header,
            span,
            body,
        }
    }

    fn attribute(&mut self, kind: &str, entry: &Entry) -> Attribute {
        let key = entry.key.as_str();
        let value = match (kind, key, &entry.value.kind) {
            ("variable", "type", Kind::Text(text)) => self.type_of(text, entry.value.span),
            _ => self.expression(&entry.value, strings_of(kind, key)),
        };
        let span = entry.key_span.to(entry.value.span);
        Attribute { name: key.to_owned(), name_span: entry.key_span, value, span }
    }

    fn type_of(&mut self, text: &Text, span: Span) -> Expression {
        hcl::read_expression(text, span).unwrap_or_else(|problem| {
            self.out.problems.push(problem);
            literal(text, span)
        })
    }

    fn expression(&mut self, node: &Node, strings: Strings) -> Expression {
        let kind = match &node.kind {
            Kind::Null => ExpressionKind::Null,
            Kind::Bool { is, .. } => ExpressionKind::Bool(*is),
            Kind::Number(text) => ExpressionKind::Number(text.as_str().to_owned()),
            Kind::Text(text) => return self.string(text, node.span, strings),
            Kind::List(items) => ExpressionKind::List(
                items.iter().map(|item| self.expression(item, strings)).collect(),
            ),
            Kind::Map(entries) => {
                let items = entries.iter().map(|entry| {
                    let key = self.string(&entry.key, entry.key_span, strings);
                    (key, self.expression(&entry.value, strings))
                });
                ExpressionKind::Object(items.collect())
            }
        };
        Expression { span: node.span, kind }
    }

    fn string(&mut self, text: &Text, span: Span, strings: Strings) -> Expression {
        let is_template = memchr::memmem::find(text.as_str().as_bytes(), b"{").is_some();
        if strings == Strings::Literal || !is_template {
            return literal(text, span);
        }
        match hcl::read_template(text, span) {
            Ok(template) => Expression { span, ..template },
            Err(problem) => {
                self.out.problems.push(problem);
                literal(text, span)
            }
        }
    }
}

fn literal(text: &Text, span: Span) -> Expression {
    let segment = (!text.is_empty()).then(|| Segment::Literal(text.clone()));
    Expression { span, kind: ExpressionKind::Template(segment.into_iter().collect()) }
}

/// A value as it stands.
pub(super) fn literal_expression(node: &Node) -> Expression {
    Reader { out: &mut Read::default() }.expression(node, Strings::Literal)
}

/// The values of a `.tfvars.json` file, taken as they stand.
pub(super) fn literal_values(document: &Document) -> Vec<Attribute> {
    let mut out = Read::default();
    let mut reader = Reader { out: &mut out };
    let entries = document.root.map().unwrap_or_default().iter();
    let entries = entries.filter(|entry| entry.key.as_str() != "//");
    entries.map(|entry| reader.attribute("variable", entry)).collect()
}
