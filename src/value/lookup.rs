//! Keys, elements and what a value is made of.

use std::sync::Arc;

use super::{Class, Is, MAX_DEPTH, Origin, Origins, Part, Rest, Symbol, Value, either, lift};
use crate::text::Text;

impl Value {
    /// The value of a key, absent when the map surely has none. Alternatives are looked up one by one; text that is the
    /// JSON of a map counts as that map; a list of one counts as its element, as Terraform's blocks do.
    pub fn get(&self, key: &str) -> Value {
        self.get_where(&|name| name == key, key)
    }

    /// The number of values in it, itself among them, up to `limit`.
    pub fn size(&self, limit: usize) -> usize {
        let mut waiting = vec![self];
        let mut count = 0;
        while let Some(value) = waiting.pop() {
            count += 1;
            if count >= limit {
                break;
            }
            match &value.is {
                Is::List(list) => waiting.extend(&list.items),
                Is::Map(map) => waiting.extend(map.entries.iter().map(|entry| &entry.value)),
                Is::Json(inner) => waiting.push(inner),
                Is::Either(all) => waiting.extend(all.iter().map(|(_, one)| one)),
                _ => {}
            }
        }
        count
    }

    /// [`Value::get`] with the keys compared by `is`; `shown` names the key in a reason.
    pub fn get_where(&self, is: &dyn Fn(&str) -> bool, shown: &str) -> Value {
        match &self.is {
            Is::Either(_) => lift(self, |one| one.get_where(is, shown)),
            Is::Json(value) => value.get_where(is, shown),
            Is::List(list) if list.open.is_none() => match list.items.as_slice() {
                [one] => one.get_where(is, shown),
                _ => Value::absent(),
            },
            Is::Map(map) => {
                if let Some(entry) = map.entries.iter().rev().find(|entry| is(entry.key.as_str())) {
                    return entry.value.clone();
                }
                match &map.rest {
                    Rest::Closed => Value::absent(),
                    Rest::Open(origins) => Value::from(Is::Unknown(origins.clone())),
                    Rest::Attributes(prefix) => {
                        let name = format!("{prefix}.{shown}");
                        Value::symbol(Symbol::new(name.clone(), name, Class::Any)).at(self.span)
                    }
                }
            }
            Is::Unknown(origins) => Value::from(Is::Unknown(origins.clone())).at(self.span),
            Is::Text(parts) => match unknown_parts(parts) {
                Some(origins) => Value::from(Is::Unknown(origins)).at(self.span),
                None => Value::absent(),
            },
            _ => Value::absent(),
        }
    }

    /// [`Value::get`] along a path.
    pub fn path(&self, keys: &[&str]) -> Value {
        let Some((first, rest)) = keys.split_first() else { return self.clone() };
        rest.iter().fold(self.get(first), |value, key| value.get(key))
    }

    /// The span of a key, where it was written.
    pub fn key(&self, key: &str) -> Option<&Text> {
        match &self.is {
            Is::Map(map) => {
                map.entries.iter().rev().map(|entry| &entry.key).find(|name| name.as_str() == key)
            }
            Is::Json(value) => value.key(key),
            _ => None,
        }
    }

    /// The elements of a list that has no alternatives of its own, and why there may be more; a lone value is a list of one.
    /// Elements that are absent are left out.
    pub fn elements(&self) -> (Vec<Value>, Option<Origins>) {
        match &self.is {
            Is::Absent | Is::Null => (Vec::new(), None),
            Is::List(list) => {
                let there = list.items.iter().filter(|item| !item.is_absent());
                (there.cloned().collect(), list.open.clone())
            }
            Is::Unknown(origins) => (Vec::new(), Some(origins.clone())),
            Is::Either(_) => (vec![self.clone()], None),
            Is::Json(value) => value.elements(),
            _ => (vec![self.clone()], None),
        }
    }

    /// Whether some written text within the value passes a test; quicker than reading the value for what it is.
    pub fn has_text(&self, is: &dyn Fn(&str) -> bool) -> bool {
        has_text(self, is, 0)
    }

    /// Whether some of the value is not there to be seen; a symbol is.
    pub fn has_holes(&self) -> bool {
        has_holes(self, 0)
    }

    /// The value, with another in place of each alternative that is absent or null.
    pub fn or_else(self, other: &dyn Fn() -> Value) -> Value {
        match &self.is {
            Is::Absent | Is::Null => other(),
            Is::Either(all) if all.iter().any(|(_, one)| one.is_absent() || one.is_null()) => {
                let all = self.alternatives().into_iter();
                either(all.map(|(guard, one)| (guard, one.or_else(other))).collect())
            }
            _ => self,
        }
    }
}

fn unknown_parts(parts: &[Part]) -> Option<Origins> {
    let mut out = Vec::new();
    for part in parts {
        part_origins(part, &mut out);
    }
    Origins::new(out)
}

fn part_origins(part: &Part, out: &mut Vec<Origin>) {
    match part {
        Part::Literal(_) => {}
        Part::Symbol(symbol) => {
            out.push(Origin { reason: symbol.shown.to_string(), span: symbol.span })
        }
        Part::Unknown(origins) => out.extend(origins.all().iter().cloned()),
    }
}

pub(super) fn collect_origins(value: &Value, out: &mut Vec<Origin>, depth: usize) {
    match &value.is {
        Is::Text(parts) => parts.iter().for_each(|part| part_origins(part, out)),
        Is::List(list) => out.extend(list.open.iter().flat_map(|open| open.all().iter().cloned())),
        Is::Map(map) => {
            if let Rest::Open(origins) = &map.rest {
                out.extend(origins.all().iter().cloned());
            }
        }
        Is::Unknown(origins) => out.extend(origins.all().iter().cloned()),
        _ => {}
    }
    each(value, depth, &mut |inner| collect_origins(inner, out, depth + 1));
}

pub(super) fn collect_conditions(value: &Value, out: &mut Vec<Arc<str>>, depth: usize) {
    if let Is::Either(all) = &value.is {
        for (guard, _) in all {
            out.extend(guard.decisions().iter().map(|(id, _)| id.clone()));
        }
    }
    each(value, depth, &mut |inner| collect_conditions(inner, out, depth + 1));
}

pub(super) fn collect_symbols<'a>(value: &'a Value, out: &mut Vec<&'a Symbol>, depth: usize) {
    if let Is::Text(parts) = &value.is {
        out.extend(parts.iter().filter_map(|part| match part {
            Part::Symbol(symbol) => Some(symbol),
            _ => None,
        }));
    }
    each(value, depth, &mut |inner| collect_symbols(inner, out, depth + 1));
}

fn has_text(value: &Value, is: &dyn Fn(&str) -> bool, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let inner = |value: &Value| has_text(value, is, depth + 1);
    match &value.is {
        Is::Text(parts) => parts.iter().any(|part| match part {
            Part::Literal(text) => is(text.as_str()),
            _ => false,
        }),
        Is::List(list) => list.items.iter().any(inner),
        Is::Map(map) => map.entries.iter().any(|entry| inner(&entry.value)),
        Is::Json(value) => inner(value),
        Is::Either(all) => all.iter().any(|(_, one)| inner(one)),
        _ => false,
    }
}

fn has_holes(value: &Value, depth: usize) -> bool {
    let inner = |value: &Value| has_holes(value, depth + 1);
    match &value.is {
        _ if depth > MAX_DEPTH => true,
        Is::Unknown(_) => true,
        Is::Text(parts) => parts.iter().any(|part| matches!(part, Part::Unknown(_))),
        Is::List(list) => list.open.is_some() || list.items.iter().any(inner),
        Is::Map(map) => {
            matches!(map.rest, Rest::Open(_)) || map.entries.iter().any(|entry| inner(&entry.value))
        }
        Is::Json(value) => inner(value),
        Is::Either(all) => all.iter().any(|(_, one)| inner(one)),
        _ => false,
    }
}

fn each<'a>(value: &'a Value, depth: usize, f: &mut dyn FnMut(&'a Value)) {
    if depth > MAX_DEPTH {
        return;
    }
    match &value.is {
        Is::List(list) => list.items.iter().for_each(f),
        Is::Map(map) => map.entries.iter().for_each(|entry| f(&entry.value)),
        Is::Json(inner) => f(inner),
        Is::Either(all) => all.iter().for_each(|(_, one)| f(one)),
        _ => {}
    }
}
