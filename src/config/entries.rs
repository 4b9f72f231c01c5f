//! The entries of `buckets` and `ignore`.

use super::{
    Date, Declaration, Ignore, Labeling, Pattern, Tag,
    fields::Fields,
    read::{Given, paths, rule},
};
use crate::{aws::labeling::Work, syntax::node::Node};

const LABELING: &[(&str, Labeling)] =
    &[("input", Labeling::Input), ("output", Labeling::Output), ("neither", Labeling::Neither)];
const WORK: &[(&str, Work)] = &[
    ("image", Work::Image),
    ("frames", Work::Frames),
    ("point-cloud", Work::PointCloud),
    ("text", Work::Text),
];

pub(super) fn declarations(fields: &mut Fields, node: &Node, given: Given) -> Vec<Declaration> {
    let items = fields.list(node, "`buckets`");
    items.iter().filter_map(|item| declaration(fields, item, given)).collect()
}

fn declaration(fields: &mut Fields, node: &Node, given: Given) -> Option<Declaration> {
    let what = "an entry of `buckets`";
    let marks = ["address", "name", "tag", "path"];
    let known = ["address", "name", "tag", "path", "labeling", "work", "reason"];
    let entries = fields.known(node, what, &known);
    if !entries.is_empty() && !marks.iter().any(|mark| node.get(mark).is_some()) {
        let message = "this entry fits no bucket: give it an address, a name, a tag or a path";
        fields.wrong(message, node.span);
    }
    let pattern = |fields: &mut Fields, key: &str| {
        node.get(key).and_then(|value| pattern(fields, value, key))
    };
    let labeling = fields.required(node, what, "labeling");
    Some(Declaration {
        address: pattern(fields, "address"),
        name: pattern(fields, "name"),
        tags: node.get("tag").map(|value| tags(fields, value)).unwrap_or_default(),
        path: node.get("path").and_then(|value| paths(fields, value, "`path`", given)),
        labeling: labeling.and_then(|value| fields.choice(value, "`labeling`", LABELING))?,
        work: node.get("work").and_then(|value| fields.choice(value, "`work`", WORK)),
        span: node.get("address").or(node.get("name")).map_or(node.span, |mark| mark.span),
    })
}

fn tags(fields: &mut Fields, node: &Node) -> Vec<Tag> {
    let mut out = Vec::new();
    for entry in fields.map(node, "`tag`") {
        let value = pattern(fields, &entry.value, "the value of a tag");
        out.extend(value.map(|value| Tag { key: entry.key.as_str().to_owned(), value }));
    }
    out
}

fn pattern(fields: &mut Fields, node: &Node, what: &str) -> Option<Pattern> {
    let text = fields.text(node, what)?;
    let pattern = Pattern::new(text);
    if pattern.is_none() {
        fields.wrong(format!("{what} is too long a pattern"), node.span);
    }
    pattern
}

pub(super) fn ignores(fields: &mut Fields, node: &Node, given: Given) -> Vec<Ignore> {
    let items = fields.list(node, "`ignore`");
    items.iter().filter_map(|item| ignore(fields, item, given)).collect()
}

fn ignore(fields: &mut Fields, node: &Node, given: Given) -> Option<Ignore> {
    let what = "an entry of `ignore`";
    fields.known(node, what, &["rule", "address", "path", "reason", "until"]);
    let rules = fields.required(node, what, "rule");
    let rules = rules.map(|value| fields.texts(value, "`rule`")).unwrap_or_default();
    for (id, at) in &rules {
        rule(fields, id, *at, given);
    }
    let address = fields.required(node, what, "address");
    let until = node.get("until").and_then(|value| date(fields, value));
    Some(Ignore {
        rules: rules.into_iter().map(|(id, _)| id.to_owned()).collect(),
        path: node.get("path").and_then(|value| paths(fields, value, "`path`", given)),
        until,
        expired: until.is_some_and(|until| until < given.today),
        span: address.map_or(node.span, |value| value.span),
        address: pattern(fields, address?, "`address`")?,
    })
}

fn date(fields: &mut Fields, node: &Node) -> Option<Date> {
    let date = Date::parse(node.as_str().unwrap_or_default());
    if date.is_none() {
        fields.wrong("`until` must be a day such as 2026-12-31", node.span);
    }
    date
}
