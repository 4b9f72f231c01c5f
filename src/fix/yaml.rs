//! Entries and items added to YAML, in the layout of what they are added to.

use super::{
    edits::insertion,
    shape::Shape,
    text::{end_of_line, line_before, slice},
    yaml_style::{Style, is_block},
};
use crate::{
    finding::Edit,
    syntax::node::{Entry, Kind, Node},
};

/// One more entry at the end of a map, or after the one named. `None` for maps that are not written where they stand.
pub fn add_entry(
    style: &Style,
    map: &Node,
    after: Option<&str>,
    key: &str,
    value: &Shape,
) -> Option<Edit> {
    let entries: Vec<&Entry> =
        map.map()?.iter().filter(|entry| map.span.contains(entry.key_span)).collect();
    let is_own = entries.len() == map.map()?.len();
    if map.tag.is_some() || !is_own {
        return None;
    }
    let named = after.and_then(|after| entries.iter().find(|entry| entry.key.as_str() == after));
    let last = named.or(entries.last()).copied();
    if !is_block(style.text, map) {
        return flow(
            style,
            map,
            last.map(|one| one.value.span.end),
            &format!("{key}: {}", style.flow(value)),
        );
    }
    let first = line_before(style.text, entries.first()?.key_span.start);
    if !first.trim().is_empty() {
        return None;
    }
    Some(lines_after(style, &last?.value, style.entry(key, value, first.len())))
}

/// One more item at the end of a list.
pub fn add_item(style: &Style, list: &Node, value: &Shape) -> Option<Edit> {
    let items = list.list()?;
    if list.tag.is_some() || !items.iter().all(|item| list.span.contains(item.span)) {
        return None;
    }
    if !is_block(style.text, list) {
        return flow(style, list, items.last().map(|item| item.span.end), &style.flow(value));
    }
    let dash = line_before(style.text, list.span.start);
    if !dash.trim().is_empty() {
        return None;
    }
    Some(lines_after(style, items.last()?, style.item(value, dash.len())))
}

/// Inside the brackets of a collection.
fn flow(style: &Style, to: &Node, last: Option<u32>, added: &str) -> Option<Edit> {
    if !slice(style.text, to.span.start, to.span.end).starts_with(['{', '[']) {
        return None;
    }
    Some(match last {
        Some(end) => insertion(to.span.file, end, format!(", {added}")),
        None => insertion(to.span.file, to.span.start + 1, added.to_owned()),
    })
}

/// Lines after the last line of a value.
fn lines_after(style: &Style, value: &Node, lines: Vec<String>) -> Edit {
    let leaf = leaf(value);
    let lines = lines.join(style.end);
    let file = value.span.file;
    if !keeps_breaks(style.text, leaf) {
        let at = end_of_line(style.text, leaf.span.end);
        return insertion(file, at, format!("{}{lines}", style.end));
    }
    // the blank lines that follow belong to the text
    let rest = style.text.get(leaf.span.end as usize..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let blank = rest.get(..blank).unwrap_or_default();
    let at = leaf.span.end + blank.rfind('\n').map_or(blank.len(), |at| at + 1) as u32;
    let text = if blank.contains('\n') {
        format!("{lines}{}", style.end)
    } else {
        format!("{}{lines}", style.end)
    };
    insertion(file, at, text)
}

/// The last scalar of a value, which ends where the value ends.
fn leaf(node: &Node) -> &Node {
    let mut leaf = node;
    loop {
        let last = match &leaf.kind {
            Kind::Map(entries) => entries.last().map(|entry| &entry.value),
            Kind::List(items) => items.last(),
            _ => None,
        };
        match last {
            Some(last) if last.span.end == leaf.span.end && leaf.span.contains(last.span) => {
                leaf = last
            }
            _ => return leaf,
        }
    }
}

/// Whether a scalar is a block text whose last line breaks all count: `|+` and `>+`.
fn keeps_breaks(text: &str, leaf: &Node) -> bool {
    let Kind::Text(_) = leaf.kind else { return false };
    let before = text.get(..leaf.span.start as usize).unwrap_or_default();
    let Some(header) = before.trim_end_matches([' ', '\t']).strip_suffix('\n') else {
        return false;
    };
    let header = header.rsplit('\n').next().unwrap_or_default();
    let header = header.split(" #").next().unwrap_or_default().trim_end();
    let indicator = header.rsplit([' ', '\t']).next().unwrap_or_default();
    indicator.starts_with(['|', '>']) && indicator.contains('+')
}
