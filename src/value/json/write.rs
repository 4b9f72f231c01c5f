//! The text of a value that is held as JSON, as Terraform's `jsonencode` writes it: keys sorted, no blanks.

use ecow::EcoVec;

use crate::value::{Is, MAX_DEPTH, Origins, Part, Rest, Value, parts::joined};

/// The text in pieces; `None` when the value has alternatives.
pub(in crate::value) fn encoded(value: &Value) -> Option<EcoVec<Part>> {
    let mut out = Vec::new();
    write(value, &mut out, 0)?;
    Some(joined(out))
}

fn write(value: &Value, out: &mut Vec<Part>, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    match &value.is {
        Is::Absent | Is::Either(_) => return None,
        Is::Null => literal(out, "null"),
        Is::Bool(is) => literal(out, if *is { "true" } else { "false" }),
        Is::Number(number) => literal(out, &number.normalized().to_plain_string()),
        Is::Text(parts) => string(parts, out),
        Is::Json(inner) => {
            let mut text = Vec::new();
            write(inner, &mut text, depth + 1)?;
            string(&joined(text), out);
        }
        Is::Unknown(origins) => out.push(Part::Unknown(origins.clone())),
        Is::List(list) => {
            literal(out, "[");
            for (at, item) in list.items.iter().enumerate() {
                literal(out, if at > 0 { "," } else { "" });
                write(item, out, depth + 1)?;
            }
            unknown(out, list.open.as_ref());
            literal(out, "]");
        }
        Is::Map(map) => {
            let mut entries: Vec<_> = map.entries.iter().collect();
            entries.sort_by(|a, b| a.key.as_str().cmp(b.key.as_str()));
            literal(out, "{");
            for (at, entry) in entries.into_iter().enumerate() {
                literal(out, if at > 0 { "," } else { "" });
                string(&[Part::Literal(entry.key.clone())], out);
                literal(out, ":");
                write(&entry.value, out, depth + 1)?;
            }
            match &map.rest {
                Rest::Open(origins) => unknown(out, Some(origins)),
                Rest::Closed | Rest::Attributes(_) => {}
            }
            literal(out, "}");
        }
    }
    Some(())
}

fn literal(out: &mut Vec<Part>, text: &str) {
    out.push(Part::Literal(text.into()));
}

fn unknown(out: &mut Vec<Part>, origins: Option<&Origins>) {
    out.extend(origins.cloned().map(Part::Unknown));
}

fn string(parts: &[Part], out: &mut Vec<Part>) {
    literal(out, "\"");
    for part in parts {
        match part {
            Part::Literal(text) => literal(out, &escaped(text.as_str())),
            hole => out.push(hole.clone()),
        }
    }
    literal(out, "\"");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)))
            }
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
