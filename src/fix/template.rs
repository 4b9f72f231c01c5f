//! Edits of CloudFormation templates, in YAML and in JSON.

use std::rc::Rc;

use super::{
    candidate::Job,
    json, json_style,
    need::{self, Short},
    shape::Shape,
    trees::Data,
    yaml, yaml_style,
};
use crate::{
    finding::{Applies, Edit, Fix},
    source::Span,
    syntax::node::{Entry, Kind, MAX_DEPTH, Node},
};

/// The fixes for a bucket that is a resource of a template, best first.
pub(super) fn fixes(job: &Job) -> Vec<Fix> {
    let Some(data) = job.trees.data(job.bucket.body.file) else { return Vec::new() };
    let Some(entry) = data.entry(job.bucket.header.start) else { return Vec::new() };
    let by_cdk = entry.value.path(&["Metadata", "aws:cdk:path"]).is_some();
    if by_cdk || entry.value.tag.is_some() {
        return Vec::new();
    }
    let writer = Writer::of(&data);
    let applies = if is_repeated(&data.root, entry) { Applies::Shown } else { Applies::Safe };
    let mut out = Vec::new();
    out.extend(added(job, &writer, entry, applies));
    out.extend(widened(job, &writer, entry, applies));
    out
}

/// A further rule wherever one is missing; `None` where one of the places cannot take it.
fn added(job: &Job, writer: &Writer, entry: &Entry, applies: Applies) -> Option<Fix> {
    let rule = need::rule(job.need.frames, need::CLOUDFORMATION);
    let (mut edits, mut applies) = (Vec::new(), applies);
    let mut title = format!("Add a CORS rule that allows GET from any origin to {}", job.name());
    if job.need.absent {
        edits.push(configuration(writer, &entry.value, &rule)?);
        title = format!("Add a CORS configuration to {}", job.name());
    }
    for Short { rules, .. } in &job.need.short {
        let rule_span = rules.last()?.span?;
        let holds = |node: &Node| {
            node.list().is_some_and(|items| items.iter().any(|item| item.span == rule_span))
        };
        let list = find(&entry.value, rule_span, &holds, 0)?;
        let plain = entry.value.path(&["Properties", "CorsConfiguration", "CorsRules"]);
        if plain.is_none_or(|plain| plain.span != list.span) {
            // a branch of a function: the author knows why it differs
            applies = Applies::Shown;
        }
        edits.push(writer.item(list, &rule)?);
    }
    Some(Fix { title, applies, edits })
}

/// The configuration, with whatever stands around it and is missing as well.
fn configuration(writer: &Writer, resource: &Node, rule: &Shape) -> Option<Edit> {
    let rules = Shape::List(vec![rule.clone()]);
    let whole = Shape::map(vec![("CorsRules", rules.clone())]);
    let Some(properties) = resource.get("Properties") else {
        let properties = Shape::map(vec![("CorsConfiguration", whole)]);
        return writer.entry(resource, Some("Type"), "Properties", &properties);
    };
    if is_computed(properties) {
        return None;
    }
    let Some(cors) = properties.get("CorsConfiguration") else {
        return writer.entry(properties, None, "CorsConfiguration", &whole);
    };
    if is_computed(cors) {
        return None;
    }
    match cors.get("CorsRules") {
        None => writer.entry(cors, None, "CorsRules", &rules),
        Some(list) => writer.item(list, rule),
    }
}

/// Whether a function or macro makes the map.
fn is_computed(node: &Node) -> bool {
    let Some(entries) = node.map() else { return true };
    node.tag.is_some()
        || entries
            .iter()
            .any(|entry| entry.key.as_str().starts_with("Fn::") || entry.key.as_str() == "Ref")
}

/// Whether the resource stands in a loop, which makes several buckets of it.
fn is_repeated(root: &Node, entry: &Entry) -> bool {
    let resources = root.get("Resources").or_else(|| root.path(&["resources", "Resources"]));
    let mut own = resources.and_then(Node::map).unwrap_or_default().iter();
    !own.any(|one| one.key_span == entry.key_span)
}

/// GET in a rule that has every origin.
fn widened(job: &Job, writer: &Writer, entry: &Entry, applies: Applies) -> Option<Fix> {
    let ([short], false, true, false) =
        (job.need.short.as_slice(), job.need.absent, job.need.no_get, job.need.frames)
    else {
        return None;
    };
    let span = short.methods()?;
    let list = find(&entry.value, span, &|node| node.span == span && node.list().is_some(), 0)?;
    let edit = writer.item(list, &Shape::text("GET"))?;
    let title = format!("Allow GET in the CORS rule of {} that has any origin", job.name());
    Some(Fix { title, applies, edits: vec![edit] })
}

/// The outermost wanted node around a place.
fn find<'a>(
    node: &'a Node,
    at: Span,
    is: &dyn Fn(&Node) -> bool,
    depth: usize,
) -> Option<&'a Node> {
    if depth > MAX_DEPTH || !node.span.contains(at) {
        return None;
    }
    if is(node) {
        return Some(node);
    }
    match &node.kind {
        Kind::List(items) => items.iter().find_map(|item| find(item, at, is, depth + 1)),
        Kind::Map(entries) => {
            entries.iter().find_map(|entry| find(&entry.value, at, is, depth + 1))
        }
        _ => None,
    }
}

/// Writes into a file in its own language.
enum Writer<'a> {
    Json(json_style::Style<'a>),
    Yaml(yaml_style::Style<'a>),
}

impl Writer<'_> {
    fn of(data: &Rc<Data>) -> Writer<'_> {
        let text = &data.source.text;
        match data.is_json {
            true => Writer::Json(json_style::Style::of(text, &data.root)),
            false => Writer::Yaml(yaml_style::Style::of(text, &data.root)),
        }
    }

    fn entry(&self, map: &Node, after: Option<&str>, key: &str, value: &Shape) -> Option<Edit> {
        match self {
            Writer::Json(style) => json::add_member(style, map, after, key, value),
            Writer::Yaml(style) => yaml::add_entry(style, map, after, key, value),
        }
    }

    fn item(&self, list: &Node, value: &Shape) -> Option<Edit> {
        match self {
            Writer::Json(style) => json::add_element(style, list, value),
            Writer::Yaml(style) => yaml::add_item(style, list, value),
        }
    }
}
