//! What a value is when every parameter has a value.

use std::collections::BTreeMap;

use cors_lint::{
    facts::Facts,
    value::{Guard, Is, Part, Value as Abstract},
};
use serde_json::Value;

/// The only world of the facts in which the parameters have these values; `None` when parameters do not decide it.
pub fn world(facts: &Facts, scope: &str, parameters: &BTreeMap<&str, &str>) -> Option<Guard> {
    let mut world = Guard::always();
    for table in &facts.worlds {
        let fits = table.iter().filter(|row| {
            row.decisions.decisions().iter().all(|(id, outcome)| {
                let atom = id.strip_prefix(scope).and_then(|id| id.strip_prefix('#'));
                let Some((name, value)) = atom.and_then(|atom| atom.split_once('=')) else {
                    return true;
                };
                parameters.get(name).is_none_or(|own| (*own == value) == *outcome)
            })
        });
        let rows: Vec<_> = fits.collect();
        let [row] = rows.as_slice() else { return None };
        world = world.and(&row.decisions)?;
    }
    Some(world)
}

/// The value with symbols replaced by their texts; `Err` when some of it is not known.
pub fn concrete(
    value: &Abstract,
    symbols: &BTreeMap<String, String>,
) -> Result<Option<Value>, String> {
    Ok(match &value.is {
        Is::Absent | Is::Null => None,
        Is::Bool(is) => Some(Value::String(is.to_string())),
        Is::Number(_) => Some(Value::String(value.constant().unwrap_or_default())),
        Is::Text(parts) => {
            let mut out = String::new();
            for part in parts {
                match part {
                    Part::Literal(text) => out.push_str(text.as_str()),
                    Part::Symbol(symbol) => {
                        out.push_str(
                            symbols.get(symbol.id.as_ref()).ok_or(symbol.shown.to_string())?,
                        );
                    }
                    Part::Unknown(origins) => return Err(origins.sentence()),
                }
            }
            Some(Value::String(out))
        }
        Is::List(list) => {
            let mut out = Vec::new();
            for item in &list.items {
                out.extend(concrete(item, symbols)?);
            }
            Some(Value::Array(out))
        }
        Is::Map(map) => {
            let mut out = serde_json::Map::new();
            for entry in &map.entries {
                if let Some(inner) = concrete(&entry.value, symbols)? {
                    out.insert(entry.key.as_str().to_owned(), inner);
                }
            }
            Some(Value::Object(out))
        }
        Is::Json(_) | Is::Either(_) => return Err("a value that is not decided".to_owned()),
        Is::Unknown(origins) => return Err(origins.sentence()),
    })
}
