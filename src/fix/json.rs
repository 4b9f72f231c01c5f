//! Members and elements added to JSON, in the layout of what they are added to.

use super::{edits::insertion, json_style::Style, shape::Shape};
use crate::{
    finding::Edit,
    syntax::node::{Kind, Node},
};

/// One more member at the end of a map, or after the one named.
pub fn add_member(
    style: &Style,
    map: &Node,
    after: Option<&str>,
    key: &str,
    value: &Shape,
) -> Option<Edit> {
    let entries = map.map()?;
    let named = after.and_then(|after| entries.iter().find(|entry| entry.key.as_str() == after));
    let last = named.or(entries.last()).map(|entry| entry.value.span.end);
    let inline = format!("{}{}", style.key(key), style.inline(value));
    let pad = style.inner(map);
    let block = format!("{}{}", style.key(key), style.block(value, &pad));
    Some(added(style, map, last, [inline, block]))
}

/// One more element at the end of a list.
pub fn add_element(style: &Style, list: &Node, value: &Shape) -> Option<Edit> {
    let last = list.list()?.last().map(|item| item.span.end);
    // `[{` on one line: the elements are broken, the list is not
    let pad = style.inner(list);
    let block = style.block(value, &pad);
    Some(added(style, list, last, [style.inline(value), block]))
}

fn added(style: &Style, to: &Node, last: Option<u32>, [inline, block]: [String; 2]) -> Edit {
    let file = to.span.file;
    let is_block = style.is_block(to);
    let is_broken = matches!(&to.kind, Kind::List(items) if items.iter().any(|item| {
        super::text::slice(style.text, item.span.start, item.span.end).contains('\n')
    }));
    match last {
        Some(end) if is_block => {
            insertion(file, end, format!(",{}{}{block}", style.end, style.inner(to)))
        }
        Some(end) if is_broken => insertion(file, end, format!("{}{block}", style.comma())),
        Some(end) => insertion(file, end, format!("{}{inline}", style.comma())),
        None if is_block => {
            let base = super::text::indentation(style.text, to.span.start);
            let text = format!("{}{}{block}{}{base}", style.end, style.inner(to), style.end);
            insertion(file, to.span.start + 1, text)
        }
        None => insertion(file, to.span.start + 1, inline),
    }
}
