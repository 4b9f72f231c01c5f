//! Values as YAML, as `yamlencode` writes them: keys and texts in quotes, lists not indented.

use crate::{
    dialect::terraform::evaluate::sorted,
    value::{Is, Rest, Value},
};

/// The YAML of a constant; nothing for what is not known, and for texts that YAML writes over several lines.
pub(super) fn written(value: &Value) -> Option<String> {
    let mut out = String::new();
    match is_block(value) {
        true => block(value, 0, &mut out)?,
        false => {
            out.push_str(&inline(value)?);
            out.push('\n');
        }
    }
    let is_folded = |line: &str| line.chars().count() >= MAX_WIDTH && line.contains(' ');
    if out.lines().any(is_folded) { None } else { Some(out) }
}

/// Longer lines are folded at a blank.
const MAX_WIDTH: usize = 80;

/// Whether a value takes lines of its own. The depth of a value is bounded by the evaluator.
fn is_block(value: &Value) -> bool {
    match &value.is {
        Is::List(list) => !list.items.is_empty(),
        Is::Map(map) => !map.entries.is_empty(),
        _ => false,
    }
}

fn inline(value: &Value) -> Option<String> {
    Some(match &value.is {
        Is::Null => "null".to_owned(),
        Is::Bool(_) | Is::Number(_) => value.constant()?,
        Is::Text(_) | Is::Json(_) => quoted(&value.constant()?)?,
        Is::List(list) if list.open.is_none() => "[]".to_owned(),
        Is::Map(map) if map.rest == Rest::Closed => "{}".to_owned(),
        _ => return None,
    })
}

fn quoted(text: &str) -> Option<String> {
    if text.chars().any(char::is_control) {
        return None;
    }
    Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// The lines of a list or map; its first line goes on where `out` ends.
fn block(value: &Value, indent: usize, out: &mut String) -> Option<()> {
    let margin = " ".repeat(indent);
    match &value.is {
        Is::List(list) if list.open.is_none() => {
            for (at, item) in list.items.iter().enumerate() {
                out.push_str(if at > 0 { &margin } else { "" });
                out.push_str("- ");
                entry(item, indent + 2, out)?;
            }
        }
        Is::Map(map) if map.rest == Rest::Closed => {
            for (at, one) in sorted(map).into_iter().enumerate() {
                out.push_str(if at > 0 { &margin } else { "" });
                out.push_str(&format!("{}:", quoted(one.key.as_str())?));
                if !is_block(&one.value) {
                    out.push_str(&format!(" {}\n", inline(&one.value)?));
                    continue;
                }
                let deeper = indent + if matches!(one.value.is, Is::Map(_)) { 2 } else { 0 };
                out.push('\n');
                out.push_str(&" ".repeat(deeper));
                block(&one.value, deeper, out)?;
            }
        }
        _ => return None,
    }
    Some(())
}

fn entry(item: &Value, indent: usize, out: &mut String) -> Option<()> {
    if is_block(item) {
        return block(item, indent, out);
    }
    out.push_str(&format!("{}\n", inline(item)?));
    Some(())
}
