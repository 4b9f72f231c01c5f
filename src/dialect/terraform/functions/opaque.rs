//! Results that are known only by name: one text for one function of the same arguments.

use super::Call;
use crate::{
    dialect::terraform::evaluate::lone_symbol,
    value::{Class, Is, Part, Symbol, Value},
};

/// Functions that give another result each time, or depend on the machine.
const FRESH: &[&str] =
    &["uuid", "timestamp", "plantimestamp", "bcrypt", "abspath", "pathexpand", "ephemeralasnull"];

/// Functions of text to text that are computed nowhere here.
const TEXTS: &[&str] = &[
    "md5",
    "sha1",
    "sha256",
    "sha512",
    "base64sha256",
    "base64sha512",
    "base64gzip",
    "uuidv5",
    "formatdate",
    "timeadd",
    "cidrhost",
    "cidrnetmask",
    "cidrsubnet",
    "filemd5",
    "filesha1",
    "filesha256",
    "filesha512",
    "filebase64sha256",
    "filebase64sha512",
    "filebase64",
    "textencodebase64",
    "textdecodebase64",
    "rsadecrypt",
];

/// Longer names of results are not kept, in bytes: each would hold those of its arguments.
const MAX_NAME: usize = 16 * 1024;

/// What stands for a text that is longer than is put together.
pub(super) fn too_long() -> Value {
    Value::unknown("a text of more than 4 MB", None)
}

/// The result of a function without a rule.
pub(super) fn named(call: &Call, values: &[Value]) -> Value {
    call.evaluator.doubt();
    if !FRESH.contains(&call.name) && TEXTS.contains(&call.name) {
        return text(call, values);
    }
    call.unknown(values)
}

/// A text that this function makes of these values: the same for the same ones.
pub(super) fn text(call: &Call, values: &[Value]) -> Value {
    let names: Option<Vec<String>> = values.iter().map(identity).collect();
    let Some(names) = names else { return call.unknown(values) };
    let id = format!("{}({})", call.name, names.join(", "));
    if id.len() > MAX_NAME {
        return call.unknown(values);
    }
    let shown: Vec<String> = values.iter().map(shown).collect();
    let shown = format!("{}({})", call.name, shown.join(", "));
    Value::symbol(Symbol::new(id, shown, Class::Any).at(Some(call.expression.span)))
}

/// A piece of text that a function makes of one symbol.
pub(super) fn part(name: &str, symbol: &Symbol) -> Part {
    let id = format!("{name}({})", symbol.id);
    let shown = format!("{name}({})", symbol.shown);
    Part::Symbol(Symbol::new(id, shown, Class::Any).at(symbol.span))
}

fn identity(value: &Value) -> Option<String> {
    match &value.is {
        Is::Text(parts) => {
            let pieces = parts.iter().map(|part| match part {
                Part::Literal(text) => Some(format!("\"{}\"", text.as_str())),
                Part::Symbol(symbol) => Some(symbol.id.to_string()),
                Part::Unknown(_) => None,
            });
            Some(pieces.collect::<Option<Vec<_>>>()?.join(" "))
        }
        Is::Null => Some("null".to_owned()),
        Is::Bool(_) | Is::Number(_) => value.constant(),
        Is::List(list) if list.open.is_none() => {
            let items = list.items.iter().map(identity).collect::<Option<Vec<_>>>()?;
            Some(format!("[{}]", items.join(", ")))
        }
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    match (lone_symbol(value), &value.is) {
        (Some(symbol), _) => symbol.shown.to_string(),
        (None, Is::Text(_)) => format!("\"{}\"", value.shown()),
        _ => value.shown(),
    }
}
