//! Regular expressions, in RE2's syntax.

use regex::Regex;

use ecow::EcoVec;

use super::{Call, Function, lists::too_long, opaque};
use crate::{
    dialect::budget::MAX_LENGTH,
    dialect::terraform::evaluate::{Failure, Outcome},
    value::{Entry, Is, List, ListKind, MAX_TEXT, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "regex" => find,
        "regexall" => find_all,
        _ => return None,
    })
}

/// Compiled patterns stay below this size, in bytes.
const MAX_COMPILED: usize = 1 << 20;

fn compiled(pattern: &str) -> Result<Regex, Failure> {
    regex::RegexBuilder::new(pattern)
        .size_limit(MAX_COMPILED)
        .build()
        .map_err(|_| Failure::new("the regular expression is not valid", None))
}

fn find(call: &Call, values: &[Value]) -> Outcome {
    let [pattern, text] = values else { return Err(call.arguments()) };
    if values.iter().any(Value::is_null) {
        return Err(Failure::new("text is expected, not null", None));
    }
    let (Some(pattern), Some(text)) = (pattern.constant(), text.constant()) else {
        return Ok(call.doubtful(values));
    };
    let regex = compiled(&pattern)?;
    match regex.captures(&text) {
        Some(captures) => Ok(matched(&regex, &captures)),
        None => Err(Failure::new("the regular expression does not match", None)),
    }
}

fn find_all(call: &Call, values: &[Value]) -> Outcome {
    let [pattern, text] = values else { return Err(call.arguments()) };
    let (Some(pattern), Some(text)) = (pattern.constant(), text.constant()) else {
        let open = call.unknown(values).origins();
        return Ok(Is::List(List { items: EcoVec::new(), open, kind: ListKind::List }).into());
    };
    let regex = compiled(&pattern)?;
    let all = regex.captures_iter(&text).take(MAX_LENGTH + 1);
    let items: Vec<Value> = all.map(|captures| matched(&regex, &captures)).collect();
    if items.len() > MAX_LENGTH {
        return Ok(too_long(call));
    }
    Ok(Is::List(List { items: items.into(), open: None, kind: ListKind::List }).into())
}

/// The match itself, a list of its groups, or an object of its named groups.
fn matched(regex: &Regex, captures: &regex::Captures) -> Value {
    let group = |index: usize| {
        captures.get(index).map_or_else(Value::null, |found| Value::text(found.as_str()))
    };
    let names: Vec<(usize, &str)> = regex
        .capture_names()
        .enumerate()
        .filter_map(|(index, name)| Some((index, name?)))
        .collect();
    if !names.is_empty() {
        let entries = names.into_iter();
        let entries = entries.map(|(index, name)| Entry { key: name.into(), value: group(index) });
        return Value::map(entries.collect());
    }
    match captures.len() {
        1 => group(0),
        count => Value::list((1..count).map(group).collect()),
    }
}

pub(super) fn replace(call: &Call, values: &[Value], pattern: &str, with: &str) -> Outcome {
    let Some(text) = values.first().and_then(Value::constant) else {
        return Ok(opaque::text(call, values));
    };
    let regex = compiled(pattern)?;
    let mut written = 0;
    let new = regex.replace_all(&text, |found: &regex::Captures| {
        let mut one = String::new();
        if written <= MAX_TEXT {
            found.expand(with, &mut one);
            written += one.len();
        }
        one
    });
    Ok(if written > MAX_TEXT { opaque::too_long() } else { Value::text(new.into_owned()) })
}
