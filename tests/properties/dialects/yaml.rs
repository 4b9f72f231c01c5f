//! JSON as the block style of YAML, with the short names of functions.

use serde_json::Value;

pub fn written(value: &Value) -> String {
    let mut out = String::new();
    block(value, 0, &mut out);
    out
}

/// What follows a key or a dash, from its blank on.
fn behind(value: &Value, indent: usize, out: &mut String) {
    if let Some((name, argument)) = call(value) {
        out.push_str(&format!(" !{name} {argument}\n"));
        return;
    }
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            block(value, indent + 2, out);
        }
        Value::Array(list) if !list.is_empty() => {
            out.push('\n');
            block(value, indent + 2, out);
        }
        // scalars and what is empty read in YAML as in JSON
        _ => out.push_str(&format!(" {value}\n")),
    }
}

fn block(value: &Value, indent: usize, out: &mut String) {
    let blanks = " ".repeat(indent);
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                out.push_str(&format!("{blanks}{key}:"));
                behind(value, indent, out);
            }
        }
        Value::Array(list) => {
            for value in list {
                out.push_str(&format!("{blanks}-"));
                behind(value, indent, out);
            }
        }
        other => out.push_str(&format!("{blanks}{other}\n")),
    }
}

/// A call of a function, and its argument as it is written behind the short name.
fn call(value: &Value) -> Option<(&str, String)> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    let (name, argument) = map.iter().next()?;
    match name.as_str() {
        "Ref" => Some(("Ref", argument.as_str()?.to_owned())),
        "Fn::Sub" => Some(("Sub", argument.to_string())),
        "Fn::GetAtt" => {
            let path: Option<Vec<&str>> = argument.as_array()?.iter().map(Value::as_str).collect();
            Some(("GetAtt", path?.join(".")))
        }
        _ => None,
    }
}
