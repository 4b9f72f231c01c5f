//! Elements added to lists of the native syntax of Terraform.

use super::{
    edits::insertion,
    need::{self, Short},
    shape::Shape,
    text::{indentation, line_before, line_end, slice},
};
use crate::{
    finding::Edit,
    source::{Source, Span},
    syntax::hcl::{Body, Expression, ExpressionKind},
};

/// The arguments of a rule as name and value.
pub fn arguments(rule: &Shape) -> Vec<(String, String)> {
    let Shape::Map(entries) = rule else { return Vec::new() };
    entries.iter().map(|(name, value)| (name.clone(), inline(value))).collect()
}

/// On one line.
pub fn inline(shape: &Shape) -> String {
    match shape {
        Shape::Text(text) => format!("\"{text}\""),
        Shape::List(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Shape::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key} = {}", inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// One more rule in the list that the last rule of a configuration stands in. It has the keys that the other has, so
/// that it fits the same type.
pub fn beside(source: &Source, body: &Body, short: &Short, frames: bool) -> Option<Edit> {
    let rule = short.rules.last()?;
    // through a `dynamic` block the rule stands there, its methods in the list that it repeats
    let at = rule.methods.span.or(rule.span)?;
    let is_rule = |item: &Expression| {
        matches!(item.kind, ExpressionKind::Object(_)) && item.span.contains(at)
    };
    let list = find(body, at, &|list| items(list).iter().any(is_rule))?;
    let last = items(list).last()?;
    let ExpressionKind::Object(pairs) = &last.kind else { return None };
    let entries = entries(&source.text, pairs, frames)?;
    let end = line_end(&source.text);
    // `}, {` is a line that `terraform fmt` moves
    let is_block = slice(&source.text, last.span.start, last.span.end).contains('\n')
        && has_own_line(&source.text, last);
    let element = if is_block {
        let pad = indentation(&source.text, last.span.start);
        let inner = pairs.first().map_or("", |(key, _)| indentation(&source.text, key.span.start));
        format!("{{{end}{}{pad}}}", aligned(&entries, inner, end))
    } else {
        let entries = entries.iter().map(|(name, value)| format!("{name} = {value}"));
        format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
    };
    after_last(source, list, &element)
}

type Pair = (Expression, Expression);

/// The keys of a rule with the values of the new one; what the new one does not say is taken over.
fn entries(text: &str, pairs: &[Pair], frames: bool) -> Option<Vec<(String, String)>> {
    let mut wanted = arguments(&need::rule(frames, need::TERRAFORM));
    let mut out: Vec<(String, String)> = Vec::new();
    for (key, value) in pairs {
        let name = key.plain()?.as_str().to_owned();
        let own = slice(text, value.span.start, value.span.end).to_owned();
        match wanted.iter().position(|(wanted, _)| part(wanted) == part(&name)) {
            Some(at) => out.push((name, wanted.remove(at).1)),
            // two rules cannot share an id
            None if name == "id" || own.contains('\n') => return None,
            None => out.push((name, own)),
        }
    }
    let spelt_out = out.iter().any(|(name, _)| name == "allowed_methods");
    if spelt_out {
        out.extend(wanted);
    }
    Some(out)
}

/// What part of a rule a key names, however a module spells it.
fn part(name: &str) -> String {
    let folded = name.replace(['_', '-'], "").to_ascii_lowercase();
    let folded = folded.replace("exposed", "expose");
    folded.strip_prefix("allowed").map(str::to_owned).unwrap_or(folded)
}

/// `name = value` lines with their equals signs below each other, each with its line end.
pub fn aligned(entries: &[(String, String)], pad: &str, end: &str) -> String {
    let widest = entries.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    entries.iter().map(|(name, value)| format!("{pad}{name:widest$} = {value}{end}")).collect()
}

/// One more element in the list at a span.
pub fn append(source: &Source, body: &Body, list: Span, element: &str) -> Option<Edit> {
    let is_list = |one: &Expression| matches!(one.kind, ExpressionKind::List(_));
    let list = find(body, list, &|one| one.span == list && is_list(one))?;
    after_last(source, list, element)
}

/// The element after the last one of a list: on the same line, or on one of its own where the others have one.
fn after_last(source: &Source, list: &Expression, element: &str) -> Option<Edit> {
    let text = &source.text;
    let last = items(list).last()?;
    let own_line = has_own_line(text, last);
    let rest = slice(text, last.span.end, list.span.end).trim_start();
    let (at, has_comma) = match rest.starts_with(',') {
        true => (list.span.end - rest.len() as u32 + 1, true),
        false => (last.span.end, false),
    };
    let gap = match own_line {
        true => format!("{}{}", line_end(text), indentation(text, last.span.start)),
        false => " ".to_owned(),
    };
    let added = match has_comma {
        true => format!("{gap}{element},"),
        false => format!(",{gap}{element}"),
    };
    Some(insertion(list.span.file, at, added))
}

fn has_own_line(text: &str, item: &Expression) -> bool {
    line_before(text, item.span.start).trim().is_empty()
}

fn items(list: &Expression) -> &[Expression] {
    match &list.kind {
        ExpressionKind::List(items) => items,
        _ => &[],
    }
}

/// The outermost wanted expression around a place.
fn find<'a>(body: &'a Body, at: Span, is: &dyn Fn(&Expression) -> bool) -> Option<&'a Expression> {
    let own = body.attributes.iter().filter(|one| one.span.contains(at));
    let own = own.into_iter().find_map(|one| within(&one.value, at, is));
    own.or_else(|| {
        let blocks = body.blocks.iter().filter(|block| block.span.contains(at));
        blocks.into_iter().find_map(|block| find(&block.body, at, is))
    })
}

fn within<'a>(
    expression: &'a Expression,
    at: Span,
    is: &dyn Fn(&Expression) -> bool,
) -> Option<&'a Expression> {
    if !expression.span.contains(at) {
        return None;
    }
    if is(expression) {
        return Some(expression);
    }
    let deeper = |inner| within(inner, at, is);
    match &expression.kind {
        ExpressionKind::List(items) => items.iter().find_map(deeper),
        ExpressionKind::Object(pairs) => pairs.iter().map(|(_, value)| value).find_map(deeper),
        ExpressionKind::Call { arguments, .. } => arguments.iter().find_map(deeper),
        ExpressionKind::Parenthesized(inner) => deeper(inner),
        ExpressionKind::Conditional { then, otherwise, .. } => {
            deeper(then).or_else(|| deeper(otherwise))
        }
        _ => None,
    }
}
