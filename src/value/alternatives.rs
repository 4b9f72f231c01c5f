//! Values that are one of several: made, merged, and lifted through functions.

use ecow::EcoVec;

use super::{Guard, Is, MAX_TEXT, Origins, Part, Value, parts::too_long};

/// More alternatives than these are not told apart: the value is unknown, and names what it hangs on.
pub const MAX_ALTERNATIVES: usize = 16;

/// One of the given values under its guard. Nested alternatives are flattened, impossible ones dropped, equal ones merged
/// as far as a guard can say it exactly.
pub fn either(alternatives: Vec<(Guard, Value)>) -> Value {
    let mut flat: Vec<(Guard, Value)> = Vec::with_capacity(alternatives.len());
    for (guard, value) in alternatives {
        match value.is {
            Is::Either(inner) => {
                let via = value.via;
                flat.extend(inner.into_iter().filter_map(|(also, mut value)| {
                    value.via.extend(via.iter().cloned());
                    Some((guard.and(&also)?, value))
                }));
            }
            _ => flat.push((guard, value)),
        }
    }
    merge(&mut flat);
    if flat.len() > MAX_ALTERNATIVES {
        return widened(&flat);
    }
    match flat.len() {
        0 => Value::unknown("a choice that no condition allows", None),
        1 => match flat.pop() {
            Some((guard, value)) if guard.is_always() => value,
            Some(one) => one_guarded(one),
            None => Value::absent(),
        },
        _ => {
            let span = flat.first().and_then(|(_, value)| value.span);
            Value { span, ..Is::Either(flat.into()).into() }
        }
    }
}

fn one_guarded((guard, value): (Guard, Value)) -> Value {
    let span = value.span;
    Value { span, ..Is::Either([(guard, value)].into()).into() }
}

fn merge(flat: &mut Vec<(Guard, Value)>) {
    if flat.len() > 4 * MAX_ALTERNATIVES {
        return;
    }
    let mut at = 0;
    while at < flat.len() {
        let merged = (at + 1..flat.len()).find_map(|other| {
            let ((mine, value), (theirs, same)) = (flat.get(at)?, flat.get(other)?);
            if value != same {
                return None;
            }
            Some((other, mine.or(theirs)?))
        });
        match merged {
            Some((other, guard)) => {
                flat.remove(other);
                if let Some(one) = flat.get_mut(at) {
                    one.0 = guard;
                }
                at = 0;
            }
            None => at += 1,
        }
    }
}

fn widened(flat: &[(Guard, Value)]) -> Value {
    let mut origins = Origins::one(format!("more than {MAX_ALTERNATIVES} alternatives"), None);
    for (guard, value) in flat {
        for (condition, _) in guard.decisions() {
            // ids begin with the place that makes them unique
            let shown = condition.rsplit(['|', '#']).next().unwrap_or(condition);
            origins = origins.and(&Origins::one(format!("a condition on {}", shown.trim()), None));
        }
        if let Some(more) = value.origins() {
            origins = origins.and(&more);
        }
    }
    Is::Unknown(origins).into()
}

impl Value {
    /// The alternatives of a value; one that always holds when it has none.
    pub fn alternatives(&self) -> Vec<(Guard, Value)> {
        match &self.is {
            Is::Either(all) => {
                let carried = all.iter().map(|(guard, value)| {
                    let mut value = value.clone();
                    value.via.extend(self.via.iter().cloned());
                    value.sensitive |= self.sensitive;
                    (guard.clone(), value)
                });
                carried.collect()
            }
            _ => vec![(Guard::always(), self.clone())],
        }
    }

    /// The value where `world` holds: alternatives that contradict it are dropped, everywhere in the value.
    pub fn under(&self, world: &Guard) -> Value {
        self.under_to(world, 0)
    }

    fn under_to(&self, world: &Guard, depth: usize) -> Value {
        if world.is_always() || depth > super::MAX_DEPTH {
            return self.clone();
        }
        let inner = |value: &Value| value.under_to(world, depth + 1);
        let is = match &self.is {
            Is::Either(all) => {
                let left: Vec<_> = all
                    .iter()
                    .filter(|(guard, _)| guard.and(world).is_some())
                    .map(|(guard, value)| (without(guard, world), inner(value)))
                    .collect();
                let mut out = either(left);
                out.via.extend(self.via.iter().cloned());
                let span = out.span.or(self.span);
                return Value { span, ..out };
            }
            Is::List(list) => {
                let mut list = list.clone();
                list.items =
                    list.items.iter().map(inner).filter(|item| !item.is_absent()).collect();
                Is::List(list)
            }
            Is::Map(map) => {
                let mut map = map.clone();
                map.entries
                    .make_mut()
                    .iter_mut()
                    .for_each(|entry| entry.value = inner(&entry.value));
                map.entries.retain(|entry| !entry.value.is_absent());
                Is::Map(map)
            }
            Is::Json(value) => Is::Json(std::sync::Arc::new(inner(value))),
            _ => return self.clone(),
        };
        Value { is, ..self.clone() }
    }
}

impl Value {
    /// A text with what is known of its symbols in their place: for what is read as text and names nothing.
    pub fn spelled_out(&self) -> Value {
        let known = |part: &Part| match part {
            Part::Symbol(symbol) => symbol.definition.clone(),
            _ => None,
        };
        match &self.is {
            Is::Either(_) => lift(self, Value::spelled_out),
            Is::Text(parts) if parts.iter().any(|part| known(part).is_some()) => {
                let piece = |part: &Part| match known(part) {
                    Some(known) => known.as_ref().clone(),
                    None => Value::parts(vec![part.clone()]),
                };
                let pieces: Vec<Value> = parts.iter().map(piece).collect();
                match pieces.as_slice() {
                    [one] => one.clone(),
                    all => concat(all),
                }
            }
            _ => self.clone(),
        }
    }
}

/// The decisions of `guard` that `world` leaves open.
fn without(guard: &Guard, world: &Guard) -> Guard {
    let open = guard.decisions().iter().filter(|(id, _)| world.outcome(id).is_none());
    open.fold(Guard::always(), |sum, (id, outcome)| {
        sum.and(&Guard::when(id.clone(), *outcome)).unwrap_or(sum)
    })
}

/// A function of one value, applied to each alternative.
pub fn lift(value: &Value, f: impl Fn(&Value) -> Value) -> Value {
    match &value.is {
        Is::Either(_) => {
            either(value.alternatives().into_iter().map(|(guard, one)| (guard, f(&one))).collect())
        }
        _ => f(value),
    }
}

/// A function of two values, applied to each pair of alternatives whose guards agree.
pub fn lift2(a: &Value, b: &Value, f: impl Fn(&Value, &Value) -> Value) -> Value {
    if !matches!(a.is, Is::Either(_)) && !matches!(b.is, Is::Either(_)) {
        return f(a, b);
    }
    let mut out = Vec::new();
    for (mine, x) in a.alternatives() {
        for (theirs, y) in b.alternatives() {
            if let Some(guard) = mine.and(&theirs) {
                out.push((guard, f(&x, &y)));
            }
        }
    }
    either(out)
}

/// The texts one after the other. What has no text (null, a collection) leaves an unknown piece.
pub fn concat(values: &[Value]) -> Value {
    let empty = Value::from(Is::Text(EcoVec::new()));
    let span = values.iter().find_map(|value| value.span);
    if values.iter().map(Value::weight).sum::<usize>() > MAX_TEXT {
        return Value::parts(too_long()).at(span);
    }
    let has_choice = values.iter().any(|value| matches!(value.is, Is::Either(_)));
    let out = match has_choice {
        true => values.iter().fold(empty, |sum, next| lift2(&sum, next, |a, b| joined([a, b]))),
        false => joined(values),
    };
    out.at(span)
}

/// The texts of values without alternatives, one after the other.
fn joined<'v>(values: impl IntoIterator<Item = &'v Value>) -> Value {
    let (mut parts, mut via, mut sensitive) = (Vec::new(), Vec::new(), false);
    for value in values {
        match value.as_parts() {
            Some(own) => parts.extend(own.into_owned()),
            None => {
                let none = || Origins::one("a value that is not text", value.span);
                parts.push(Part::Unknown(value.origins().unwrap_or_else(none)));
            }
        }
        via.extend(value.via.iter().cloned());
        sensitive |= value.sensitive;
    }
    via.truncate(8);
    Value { via: via.into(), sensitive, ..Value::parts(parts) }
}
