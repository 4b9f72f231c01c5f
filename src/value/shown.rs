//! Values as a message shows them.

use super::{Is, Part, Value};

/// Longer texts are cut in messages, in characters.
const MAX_SHOWN: usize = 80;

impl Value {
    /// As its author might write it: `labels-${var.env}`, `["GET", "PUT"]`. Sensitive values are not shown.
    pub fn shown(&self) -> String {
        if self.sensitive {
            return "(sensitive)".to_owned();
        }
        let mut out = String::new();
        self.show(&mut out, 0);
        shortened(&out)
    }

    fn show(&self, out: &mut String, depth: usize) {
        if depth > 4 || out.len() > 4 * MAX_SHOWN {
            out.push('…');
            return;
        }
        match &self.is {
            Is::Absent | Is::Null => out.push_str("null"),
            Is::Bool(is) => out.push_str(if *is { "true" } else { "false" }),
            Is::Number(number) => out.push_str(&number.normalized().to_plain_string()),
            Is::Text(parts) => parts.iter().for_each(|part| match part {
                Part::Literal(text) => out.push_str(text.as_str()),
                Part::Symbol(symbol) => out.push_str(&format!("${{{}}}", symbol.shown)),
                Part::Unknown(_) => out.push_str("${…}"),
            }),
            Is::List(list) => {
                out.push('[');
                for (at, item) in list.items.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    item.show(out, depth + 1);
                }
                out.push_str(if list.open.is_some() { ", …]" } else { "]" });
            }
            Is::Map(_) => out.push_str("{…}"),
            Is::Json(value) => value.show(out, depth + 1),
            Is::Either(all) => {
                for (at, (_, one)) in all.iter().enumerate() {
                    out.push_str(if at > 0 { " or " } else { "" });
                    one.show(out, depth + 1);
                }
            }
            Is::Unknown(_) => out.push('…'),
        }
    }
}

/// A text as a message quotes it: the start of a long one.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
