//! Edits of Terraform's JSON syntax.

use super::{
    candidate::Job,
    edits::insertion,
    json, json_style,
    need::{self, Short},
    shape::Shape,
    terraform,
    trees::Data,
};
use crate::{
    finding::{Applies, Edit, Fix},
    source::parent,
    syntax::node::{Entry, Kind, Node},
};

/// The fix for a bucket that is a member of this file.
pub(super) fn fixes(job: &Job) -> Vec<Fix> {
    let Some(data) = job.trees.data(job.bucket.body.file) else { return Vec::new() };
    added(job, &data).into_iter().collect()
}

fn added(job: &Job, data: &Data) -> Option<Fix> {
    let bucket = data.entry(job.bucket.header.start)?;
    let style = json_style::Style::of(&data.source.text, &data.root);
    let mut edits = Vec::new();
    let mut title = format!("Add a CORS rule that allows GET from any origin to {}", job.name());
    if job.need.absent {
        edits.push(resource(job, data, &style, bucket)?);
        title = format!("Add a CORS configuration for {}", job.name());
    }
    for short in &job.need.short {
        edits.extend(beside(job, short, bucket)?);
    }
    let applies = match job.trees.calls_of(parent(&data.source.path)) {
        0 | 1 => Applies::Safe,
        _ => Applies::Shown,
    };
    Some(Fix { title, applies, edits })
}

/// A resource of its own, in the map of its type.
fn resource(job: &Job, data: &Data, style: &json_style::Style, bucket: &Entry) -> Option<Edit> {
    let label = bucket.key.as_str();
    let directory = job.trees.directory(parent(&data.source.path));
    let own = data.root.path(&["resource", "aws_s3_bucket", label])?;
    if own.span != bucket.value.span || bucket.value.get("cors_rule").is_some() {
        return None;
    }
    if directory.by_bucket.contains_key(label) {
        return None;
    }
    let mut entries: Vec<(&str, Shape)> = Vec::new();
    let reference = format!("aws_s3_bucket.{label}");
    let name = if bucket.value.get("for_each").is_some() {
        entries.push(("for_each", Shape::text(format!("${{{reference}}}"))));
        "each.value.id".to_owned()
    } else if bucket.value.get("count").is_some() {
        entries.push(("count", Shape::text(format!("${{length({reference})}}"))));
        format!("{reference}[count.index].id")
    } else {
        format!("{reference}.id")
    };
    for key in ["provider", "region"] {
        if let Some(given) = bucket.value.get(key) {
            entries.push((key, Shape::text(given.as_str()?)));
        }
    }
    entries.push(("bucket", Shape::text(format!("${{{name}}}"))));
    let rule = need::rule(job.need.frames, need::TERRAFORM);
    entries.push(("cors_rule", Shape::List(vec![rule])));
    let name = terraform::free_name(label, &directory);
    let resource = Shape::map(entries);
    let kind = "aws_s3_bucket_cors_configuration";
    let kinds = data.root.get("resource")?;
    match kinds.get(kind) {
        Some(names) => json::add_member(style, names, None, &name, &resource),
        None => json::add_member(style, kinds, None, kind, &Shape::map(vec![(name, resource)])),
    }
}

/// One more rule in the list; a lone rule becomes a list of two.
fn beside(job: &Job, short: &Short, bucket: &Entry) -> Option<Vec<Edit>> {
    let data = job.trees.data(short.span.file)?;
    let inline = bucket.value.span.contains(short.span);
    let holder = if inline { bucket } else { data.entry(short.span.start)? };
    let rules = holder.value.get("cors_rule")?;
    let style = json_style::Style::of(&data.source.text, &data.root);
    let rule = need::rule(job.need.frames, need::TERRAFORM);
    match &rules.kind {
        Kind::List(_) => json::add_element(&style, rules, &rule).map(|edit| vec![edit]),
        Kind::Map(_) => Some(pair(&style, rules, &rule)),
        _ => None,
    }
}

/// Brackets around a map, with the rule after it.
fn pair(style: &json_style::Style, rules: &Node, rule: &Shape) -> Vec<Edit> {
    let file = rules.span.file;
    let pad = super::text::indentation(style.text, rules.span.start);
    let added = if style.is_block(rules) { style.block(rule, pad) } else { style.inline(rule) };
    let after = format!("{}{added}]", style.comma());
    vec![insertion(file, rules.span.start, "[".to_owned()), insertion(file, rules.span.end, after)]
}
