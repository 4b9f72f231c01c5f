//! Buckets, their tags and their CORS configuration.

use crate::{
    facts::{BucketFact, CorsFact, Facts},
    source::{Label, Span},
    syntax::node::{Kind, Node},
    text::Text,
    value::{Entry, Guard, Is, Map, MapKind, Origins, Part, Rest, Value, either, lift, shortened},
};

use super::Made;

pub(super) fn add(made: &Made, facts: &mut Facts) {
    let name = made.context.bucket(made.resource).at(Some(made.resource.key_span));
    let place = &made.place;
    if let Some(budget) = made.context.budget() {
        budget.pay_for_bucket();
    }
    facts.buckets.push(BucketFact {
        name: name.clone(),
        address: place.address.clone(),
        declared: true,
        header: place.header,
        body: place.body,
        template: place.template,
        exists: made.exists.clone(),
        tags: lift(&made.property(&["Tags"]), tags),
        managed_elsewhere: managed_elsewhere(made),
        callers: place.callers.clone(),
        scope: made.scope.clone(),
        language: place.language,
        beside: None,
    });
    let properties = made.resource.properties();
    let Some(entry) = properties.and_then(|node| node.entry("CorsConfiguration")) else { return };
    let configuration = made.context.value(&entry.value);
    let rules = configuration.get("CorsRules").at(configuration.span);
    facts.cors.push(CorsFact {
        bucket: Value::symbol(name),
        rules,
        exists: made.exists.clone(),
        span: entry.key_span.to(entry.value.span),
        header: place.cors.unwrap_or(entry.key_span),
        address: place.address.clone(),
        scope: made.scope.clone(),
    });
}

/// What may set the rules without a word in the template: macros and transforms.
fn managed_elsewhere(made: &Made) -> Vec<Label> {
    let stack = made.context.stack();
    let mut out = stack.map(|stack| stack.template.macros.clone()).unwrap_or_default();
    let properties = made.resource.properties();
    let transform = |node: &Node| node.entry("Fn::Transform").map(|entry| entry.key_span);
    let own = [Some(&made.resource.node), properties.filter(|node| node.tag.is_none())];
    let spans = own.into_iter().flatten().filter_map(transform);
    out.extend(spans.map(|span| Label::new(span, "Fn::Transform, which may change the bucket")));
    out.extend(properties.and_then(made_elsewhere));
    out
}

/// What makes all of a bucket's properties, where no map of them is written.
fn made_elsewhere(properties: &Node) -> Option<Label> {
    let (by, span) = match (&properties.tag, &properties.kind) {
        (Some(tag), _) => (format!("!{}", tag.name), tag.span),
        (None, Kind::Text(text)) => (shortened(text.as_str()), properties.span),
        _ => return None,
    };
    Some(Label::new(span, format!("{by}, which makes its properties")))
}

/// A list of `{Key, Value}` as a map; what a tag hangs on, its value does.
fn tags(list: &Value) -> Value {
    let (items, mut open) = list.elements();
    let mut entries = Vec::new();
    for item in items {
        let mut own: Vec<(Text, Vec<(Guard, Value)>)> = Vec::new();
        for (guard, tag) in item.alternatives().into_iter().filter(|(_, tag)| !tag.is_absent()) {
            for (also, name) in tag.get("Key").alternatives() {
                let Some(guard) = guard.and(&also) else { continue };
                let Some(key) = key(&name) else {
                    let none = || Origins::one("a tag that is not known", tag.span);
                    let more = tag.origins().unwrap_or_else(none);
                    open = Some(open.map_or_else(|| more.clone(), |known| known.and(&more)));
                    continue;
                };
                let value = tag.get("Value").spelled_out();
                // what came from elsewhere stays written there
                let is_here = value.via.is_empty() && !matches!(value.is, Is::Either(_));
                let here = is_here.then(|| written(&tag)).flatten();
                let one = (guard, value.at(here));
                match own.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, all)) => all.push(one),
                    None => own.push((key, vec![one])),
                }
            }
        }
        let own = own.into_iter().map(|(key, all)| Entry { key, value: either(all) });
        entries.extend(own);
    }
    let rest = open.map_or(Rest::Closed, Rest::Open);
    Value::from(Is::Map(Map { entries: entries.into(), rest, kind: MapKind::Map })).at(list.span)
}

/// Where a tag stands, without its brackets; its key and its value may stand in either order.
fn written(tag: &Value) -> Option<Span> {
    let Is::Map(map) = &tag.is else { return tag.span };
    let (first, last) = (map.entries.first()?, map.entries.last()?);
    Some(first.key.span()?.to(last.value.span?))
}

fn key(value: &Value) -> Option<Text> {
    match value.as_parts()?.as_ref() {
        [Part::Literal(text)] => Some(text.clone()),
        _ => None,
    }
}
