//! What the evaluator found, ready to be compared.

use std::borrow::Cow;

use cors_lint::value::{Entry, Is, List, Map, Part, Symbol, Value};

/// The value with the text of each name that has one: buckets are known by their names.
pub fn settled(value: &Value) -> Value {
    let is = match &value.is {
        Is::Text(parts) => match parts.as_slice() {
            [Part::Symbol(Symbol { definition: Some(text), .. })] => return settled(text),
            parts => {
                let texts = parts.iter().map(|part| match part {
                    Part::Symbol(Symbol { definition: Some(text), .. }) => {
                        settled(text).as_parts().map(Cow::into_owned)
                    }
                    part => Some(vec![part.clone()]),
                });
                let texts: Option<Vec<Vec<Part>>> = texts.collect();
                return texts.map_or_else(|| value.clone(), |texts| Value::parts(texts.concat()));
            }
        },
        Is::List(list) => {
            let items = list.items.iter().map(settled).collect();
            Is::List(List { items, ..list.clone() })
        }
        Is::Map(map) => {
            let entry = |entry: &Entry| Entry { value: settled(&entry.value), ..entry.clone() };
            Is::Map(Map { entries: map.entries.iter().map(entry).collect(), ..map.clone() })
        }
        _ => return value.clone(),
    };
    is.into()
}

pub fn is_constant(value: &Value) -> bool {
    value.origins().is_none() && !matches!(value.is, Is::Either(_))
}

pub fn shown(value: &Value) -> String {
    let json = Value::from(Is::Json(std::sync::Arc::new(value.clone())));
    json.constant().unwrap_or_else(|| format!("{:?}", value.is))
}
