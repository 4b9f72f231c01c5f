//! Plans in JSON (`terraform show -json`) beside the configuration that they were made of: what a deployment gives to the
//! variables, and what its resources will be.

use std::collections::BTreeMap;

use super::{Module, address, json, module::Mode, values::Deployment};
use crate::{
    finding::Problem,
    source::{Sources, Span},
    syntax::{
        hcl::{Attribute, Expression},
        json as json_syntax,
        node::{Document, Kind, Node},
    },
};

/// What a plan says of one instance of a resource or data source.
#[derive(Debug)]
pub(in super::super) struct Planned {
    after: Node,
    /// `true` where a value is known after the apply only; nested like the value.
    unknown: Option<Node>,
    sensitive: Option<Node>,
}

/// By the address, as the plan writes it.
pub(in super::super) type Resources = BTreeMap<String, Planned>;

/// Larger files are not plans that anyone keeps.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The plans in a root's directory: JSON files with `plan` in their names.
pub(super) fn plans(module: &Module, sources: &Sources) -> (Vec<Deployment>, Vec<Problem>) {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let directory = &module.directory;
    let names = sources.list(directory).into_iter().filter(|name| may_be_plan(name));
    for name in names {
        let path = if directory.is_empty() { name.clone() } else { format!("{directory}/{name}") };
        let Ok(file) = sources.open(&path) else { continue };
        let source = sources.get(file);
        if source.text.len() > MAX_BYTES || !source.text.contains("\"planned_values\"") {
            continue;
        }
        let Ok(document) = json_syntax::read(&source, file) else { continue };
        match plan(&name, &document, module) {
            Some(plan) => out.push(plan),
            None => {
                let message = "this plan was made of another configuration than the one beside it; it is not used";
                let at = Span { file, start: 0, end: 0 };
                problems.push(Problem::warning("foreign-plan", message, at));
            }
        }
    }
    (out, problems)
}

fn may_be_plan(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_other = name.ends_with(".tf.json") || name.ends_with(".tfvars.json");
    name.contains("plan") && name.ends_with(".json") && !is_other
}

fn plan(name: &str, document: &Document, module: &Module) -> Option<Deployment> {
    let root = &document.root;
    let declared = root.path(&["configuration", "root_module"])?;
    if !is_of(declared, module) {
        return None;
    }
    let variables = root.get("variables").and_then(Node::map).unwrap_or_default();
    let values = variables.iter().filter_map(|entry| {
        let value = entry.value.get("value")?;
        module.variables.contains_key(entry.key.as_str()).then(|| Attribute {
            name: entry.key.as_str().to_owned(),
            name_span: entry.key_span,
            value: json::literal_expression(value),
            span: entry.key_span.to(entry.value.span),
        })
    });
    Some(Deployment { name: name.to_owned(), values: values.collect(), resources: resources(root) })
}

/// Whether all that the plan's root module has is declared in the module.
fn is_of(declared: &Node, module: &Module) -> bool {
    let resources = declared.get("resources").and_then(Node::list).unwrap_or_default();
    let is_resource = |resource: &Node| {
        let text = |key: &str| resource.get(key).and_then(Node::as_str).unwrap_or_default();
        let mode = if text("mode") == "data" { Mode::Data } else { Mode::Managed };
        module.resources.contains_key(&address(mode, text("type"), text("name")))
    };
    let calls = declared.get("module_calls").and_then(Node::map).unwrap_or_default();
    resources.iter().all(is_resource)
        && calls.iter().all(|call| module.calls.contains_key(call.key.as_str()))
}

fn resources(root: &Node) -> Resources {
    let mut out = Resources::new();
    let mut modules: Vec<&Node> =
        root.path(&["prior_state", "values", "root_module"]).into_iter().collect();
    while let Some(module) = modules.pop() {
        modules.extend(module.get("child_modules").and_then(Node::list).unwrap_or_default());
        for resource in module.get("resources").and_then(Node::list).unwrap_or_default() {
            let address = resource.get("address").and_then(Node::as_str);
            if let Some((address, after)) = address.zip(resource.get("values")) {
                let sensitive = resource.get("sensitive_values").cloned();
                let planned = Planned { after: after.clone(), unknown: None, sensitive };
                out.insert(address.to_owned(), planned);
            }
        }
    }
    for resource in root.get("resource_changes").and_then(Node::list).unwrap_or_default() {
        let address = resource.get("address").and_then(Node::as_str);
        let Some((address, change)) = address.zip(resource.get("change")) else { continue };
        if let Some(after) = change.get("after").filter(|after| after.map().is_some()) {
            let part = |key: &str| change.get(key).cloned();
            let planned = Planned {
                after: after.clone(),
                unknown: part("after_unknown"),
                sensitive: part("after_sensitive"),
            };
            out.insert(address.to_owned(), planned);
        }
    }
    out
}

impl Planned {
    /// An attribute that is wholly known, and whether it must not be shown.
    pub fn attribute(&self, name: &str) -> Option<(Expression, bool)> {
        let value = self.after.get(name).filter(|value| !matches!(value.kind, Kind::Null))?;
        if self.unknown.as_ref().and_then(|unknown| unknown.get(name)).is_some_and(has_true) {
            return None;
        }
        let sensitive = self.sensitive.as_ref().and_then(|sensitive| sensitive.get(name));
        Some((json::literal_expression(&without_nulls(value)), sensitive.is_some_and(has_true)))
    }
}

/// The depth of the tree is bounded by its reader.
fn has_true(node: &Node) -> bool {
    match &node.kind {
        Kind::Bool { is, .. } => *is,
        Kind::List(items) => items.iter().any(has_true),
        Kind::Map(entries) => entries.iter().any(|entry| has_true(&entry.value)),
        _ => false,
    }
}

/// An argument that is null is one that is not written.
fn without_nulls(node: &Node) -> Node {
    let kind = match &node.kind {
        Kind::List(items) => Kind::List(items.iter().map(without_nulls).collect::<Vec<_>>().into()),
        Kind::Map(entries) => {
            let written = entries.iter().filter(|entry| !matches!(entry.value.kind, Kind::Null));
            let mut kept: Vec<_> = written.cloned().collect();
            kept.iter_mut().for_each(|entry| entry.value = without_nulls(&entry.value));
            Kind::Map(kept.into())
        }
        other => other.clone(),
    };
    Node { kind, ..node.clone() }
}
