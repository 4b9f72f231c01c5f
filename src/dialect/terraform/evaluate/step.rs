//! Steps into a value: attributes, indexes, splats.

use ecow::EcoVec;

use super::{Evaluator, Failure, Outcome, Scope, collection};
use crate::{
    dialect::terraform::types,
    syntax::hcl::Step,
    value::{Class, Is, List, ListKind, Map, Origins, Part, Rest, Symbol, Value},
};

/// The symbol that a text consists of.
pub(in super::super) fn lone_symbol(value: &Value) -> Option<&Symbol> {
    match &value.is {
        Is::Text(parts) => match parts.as_slice() {
            [Part::Symbol(symbol)] => Some(symbol),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a symbol may be null, empty or of another type at run time: whatever no resource makes.
pub(in super::super) fn may_be_anything(symbol: &Symbol) -> bool {
    symbol.class == Class::Any && is_given(&symbol.shown)
}

/// Whether a collection is one of which nothing is known but its type: it may be null as well.
pub(in super::super) fn is_all_open(is: &Is) -> bool {
    let is_name = |value: &Value| lone_symbol(value).is_some_and(may_be_anything);
    match is {
        Is::List(list) => list.open.is_some() && list.items.is_empty(),
        Is::Map(map) if map.rest == Rest::Closed => {
            let mut values = map.entries.iter().map(|entry| &entry.value);
            !map.entries.is_empty() && values.all(|one| is_name(one) || is_all_open(&one.is))
        }
        Is::Map(map) => map.entries.is_empty(),
        Is::Unknown(_) => true,
        _ => false,
    }
}

/// Whether a value may turn out to be null.
pub(in super::super) fn may_be_null(value: &Value) -> bool {
    match lone_symbol(value) {
        Some(symbol) => may_be_anything(symbol),
        None => is_all_open(&value.is),
    }
}

fn is_given(shown: &str) -> bool {
    ["var.", "each.", "module."].iter().any(|start| shown.starts_with(start))
}

/// What an id says to a reader: all behind its root and module.
pub(super) fn shown_of(id: &str) -> &str {
    id.rsplit_once('|').map_or(id, |(_, shown)| shown)
}

impl Evaluator<'_> {
    /// The value at the end of the steps.
    pub fn follow(&self, value: &Value, steps: &[Step], scope: &Scope) -> Outcome {
        let Some((step, rest)) = steps.split_first() else { return Ok(value.clone()) };
        if matches!(value.is, Is::Either(_)) {
            return self.lift(value, |one| self.follow(one, steps, scope));
        }
        match step {
            Step::Attribute { name, span } => {
                let found = self.attribute(value, name).map_err(|failure| failure.at(*span))?;
                self.follow(&found, rest, scope)
            }
            Step::Index { key, span } => {
                let key = self.eval(key, scope)?;
                let found = self.index(value, &key).map_err(|failure| failure.at(*span))?;
                self.follow(&found, rest, scope)
            }
            Step::Splat { steps, .. } => {
                let all = self.splat(value, steps, scope)?;
                self.follow(&all, rest, scope)
            }
        }
    }

    /// `value.name`
    fn attribute(&self, value: &Value, name: &str) -> Outcome {
        let found = match &value.is {
            Is::Map(map) => self.entry(value, map, name)?,
            Is::Unknown(_) => {
                self.doubt();
                value.clone()
            }
            _ => match lone_symbol(value) {
                Some(symbol) => {
                    if may_be_anything(symbol) {
                        self.doubt();
                    }
                    Value::symbol(types::derived(symbol, &format!(".{name}")))
                }
                None => return Err(none(value, &format!("`{name}`"))),
            },
        };
        Ok(carried(found, value))
    }

    fn entry(&self, value: &Value, map: &Map, name: &str) -> Outcome {
        if let Some(entry) = map.entries.iter().rev().find(|entry| entry.key.as_str() == name) {
            return Ok(entry.value.clone());
        }
        match &map.rest {
            Rest::Closed => Err(none(value, &format!("`{name}`"))),
            Rest::Open(origins) => {
                self.doubt();
                Ok(Is::Unknown(origins.clone()).into())
            }
            Rest::Attributes(of) => {
                let shown = format!("{}.{name}", shown_of(of));
                if is_given(&shown) {
                    self.doubt();
                }
                let symbol = Symbol::new(format!("{of}.{name}"), shown, Class::Any);
                Ok(Value::symbol(symbol.at(value.span)))
            }
        }
    }

    /// `value[key]`
    pub fn index(&self, value: &Value, key: &Value) -> Outcome {
        self.lift_all(&[value.clone(), key.clone()], |both| match both {
            [value, key] => self.index_one(value, key),
            _ => Err(Failure::new("an index needs a collection", None)),
        })
    }

    fn index_one(&self, value: &Value, key: &Value) -> Outcome {
        if key.is_null() {
            return Err(Failure::new("an index must not be null", key.span));
        }
        let found = match (&value.is, key.constant()) {
            (Is::Unknown(_), _) => {
                self.doubt();
                value.clone()
            }
            (Is::Map(map), Some(name)) => self.entry(value, map, &name)?,
            (Is::List(list), Some(index)) if list.kind != ListKind::Set => {
                self.element(value, list, &index)?
            }
            (Is::Map(_) | Is::List(_), None) => {
                self.doubt();
                let reason = || Origins::one("an index that is not known", key.span);
                Is::Unknown(key.origins().unwrap_or_else(reason)).into()
            }
            _ => match (lone_symbol(value), identity(key)) {
                (Some(symbol), Some(key)) => {
                    Value::symbol(types::derived(symbol, &format!("[{key}]")))
                }
                (Some(symbol), None) => Value::unknown(types::reason(symbol), symbol.span),
                (None, _) => return Err(none(value, "an index")),
            },
        };
        Ok(carried(found, value))
    }

    fn element(&self, value: &Value, list: &List, index: &str) -> Outcome {
        let Ok(index) = index.parse::<usize>() else {
            return Err(Failure::new("a list is indexed by whole numbers from 0", value.span));
        };
        let mut there = list.items.iter().filter(|item| !item.is_absent());
        match (&list.open, there.nth(index)) {
            // the elements that are not known may stand before the others
            (Some(origins), _) => {
                self.doubt();
                Ok(Is::Unknown(origins.clone()).into())
            }
            (None, Some(item)) => Ok(item.clone()),
            (None, None) => Err(Failure::new(
                format!("there is no element {index} in a list of {}", list.items.len()),
                value.span,
            )),
        }
    }

    /// `value[*]` with the steps applied to each element: a list's elements, nothing for null, anything else itself.
    fn splat(&self, value: &Value, steps: &[Step], scope: &Scope) -> Outcome {
        let list = match &value.is {
            Is::Null => List { items: EcoVec::new(), open: None, kind: ListKind::Tuple },
            Is::List(list) => {
                let there = list.items.iter().filter(|item| !item.is_absent());
                let items = there.map(|item| self.follow(item, steps, scope));
                let items = items.collect::<Result<_, _>>()?;
                List { items, open: list.open.clone(), kind: ListKind::Tuple }
            }
            _ if value.is_unknown() || lone_symbol(value).is_some() => {
                self.doubt();
                let open = collection::pairs(value)?.open;
                List { items: EcoVec::new(), open, kind: ListKind::Tuple }
            }
            _ => {
                let items = vec![self.follow(value, steps, scope)?];
                List { items: items.into(), open: None, kind: ListKind::Tuple }
            }
        };
        Ok(Value { is: Is::List(list), ..value.clone() })
    }
}

fn none(value: &Value, what: &str) -> Failure {
    let of = match &value.is {
        Is::Null => "null",
        Is::Map(_) => "this map or object",
        Is::List(_) => "this list",
        _ => "this value",
    };
    Failure::new(format!("{of} has no {what}"), value.span)
}

/// What names a constant or a symbol for good.
fn identity(key: &Value) -> Option<String> {
    match lone_symbol(key) {
        Some(symbol) => Some(symbol.id.to_string()),
        None => key.constant().map(|text| format!("\"{text}\"")),
    }
}

/// A part of a value came the way that the whole came.
fn carried(mut part: Value, whole: &Value) -> Value {
    part.sensitive |= whole.sensitive;
    if !whole.via.is_empty() {
        let mut via = whole.via.clone();
        via.extend(part.via);
        via.truncate(8);
        part.via = via;
    }
    part
}
