//! What the state of a machine shows workers: the addresses in the content of a human loop, however it is built.

use super::{
    field, folded,
    search::{addresses, behind, from},
    states_format,
};
use crate::value::{Is, Map, Part, Value, lift};

/// Values are looked into this deep.
const MAX_DEPTH: usize = 16;
/// States of one machine past these are not looked into.
const MAX_BUILDERS: usize = 50;
const FORMAT: &str = "States.Format(";

/// States that only build something.
fn builders(states: &Map) -> Vec<&Value> {
    let is_one = |state: &&Value| state.get("Type").constant().as_deref() == Some("Pass");
    states.entries.iter().map(|entry| &entry.value).filter(is_one).take(MAX_BUILDERS).collect()
}

/// The request of a human loop with the addresses in place of content that an expression builds; where that only takes what
/// one of the states `beside` it builds, with the addresses in there.
pub(super) fn told(request: Value, written: &Value, beside: &Map) -> Value {
    let content = field(&field(written, "HumanLoopInput"), "InputContent");
    let Some(parts) = content.as_parts().filter(|parts| is_expression(parts)) else {
        return request;
    };
    let mut all = in_text(&parts);
    if all.is_empty()
        && let Some(name) = taken(&parts)
    {
        builders(beside).iter().for_each(|state| built(state, &name, &mut all));
    }
    if all.is_empty() { request } else { with_content(request, &Value::list(all.into())) }
}

/// `$.x`, a function of the JSONPath language, or JSONata.
fn is_expression(parts: &[Part]) -> bool {
    let Some(Part::Literal(first)) = parts.first() else { return false };
    ["$", "States.", "{%"].iter().any(|start| first.as_str().trim_start().starts_with(start))
}

fn with_content(request: Value, content: &Value) -> Value {
    set(&request, &["humanloopinput", "inputcontent"], content)
}

fn set(value: &Value, path: &[&str], to: &Value) -> Value {
    let Some((key, rest)) = path.split_first() else { return to.clone() };
    lift(value, |value| {
        let Is::Map(map) = &value.is else { return value.clone() };
        let mut map = map.clone();
        for entry in map.entries.make_mut() {
            if folded(entry.key.as_str()) == *key {
                entry.value = set(&entry.value, rest, to);
            }
        }
        Value { is: Is::Map(map), ..value.clone() }
    })
}

/// The addresses in an expression: those of its templates with their arguments filled in, where it has any.
fn in_text(parts: &[Part]) -> Vec<Value> {
    let mut out = Vec::new();
    let mut rest = from(parts, FORMAT, |_, _| false);
    if rest.is_none() {
        out = addresses(parts);
    }
    while let Some(call) = rest {
        let filled = states_format::filled(&call);
        out.extend(filled.and_then(|one| Some(addresses(&one.as_parts()?))).unwrap_or_default());
        rest =
            behind(&call, FORMAT, |_, _| false).and_then(|left| from(&left, FORMAT, |_, _| false));
    }
    let whole = |address: Value| match address.constant().as_deref() {
        Some("s3://") => Value::unknown("the state machine's input at run time", address.span),
        _ => address,
    };
    out.into_iter().map(whole).collect()
}

/// The name that a path ends with, where the content is no more than what lies there: `content` of
/// `States.JsonToString($.content)` and of `{% $string($states.input.content) %}`.
fn taken(parts: &[Part]) -> Option<String> {
    let [Part::Literal(text)] = parts else { return None };
    let inner = text.as_str().rsplit('(').next().unwrap_or_default();
    let path = inner.trim_start_matches("{%").trim();
    let path = path.split([')', ' ', '%']).next().unwrap_or_default();
    let name = path.strip_prefix('$')?.rsplit('.').next()?;
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

/// The addresses in what a `Pass` state gives a name.
fn built(state: &Value, name: &str, out: &mut Vec<Value>) {
    let path = state.get("ResultPath").constant();
    let is_whole = path.is_some_and(|path| path.rsplit('.').next() == Some(name));
    for key in ["Parameters", "Result", "Output", "Assign"] {
        let value = state.get(key);
        let value = if is_whole { value } else { field(&value, name) };
        collect(&value, out, 0);
    }
}

fn collect(value: &Value, out: &mut Vec<Value>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match &value.is {
        Is::Map(map) => map.entries.iter().for_each(|one| collect(&one.value, out, depth + 1)),
        Is::List(list) => list.items.iter().for_each(|one| collect(one, out, depth + 1)),
        Is::Either(all) => all.iter().for_each(|(_, one)| collect(one, out, depth + 1)),
        _ => out.extend(value.as_parts().map(|parts| in_text(&parts)).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<Part> {
        vec![Part::Literal(text.into())]
    }

    #[test]
    fn addresses_of_expressions() {
        let shown =
            |of: &str| -> Vec<String> { in_text(&text(of)).iter().map(Value::shown).collect() };
        let nested = r#"States.JsonToString(States.StringToJson(States.Format('\{"taskObject":"s3://faces/{}"\}', $.Key)))"#;
        assert_eq!(shown(nested).len(), 1);
        assert!(shown(nested)[0].starts_with("s3://faces/"));
        assert_eq!(shown("{% $string({'x': 's3://pics/' & $states.input.key}) %}"), ["s3://pics/"]);
        let open = in_text(&text("{% 's3://' & $states.input.bucket & '/x.jpg' %}"));
        assert!(open[0].is_unknown());
        let open = in_text(&text("States.Format('s3://{}/x.jpg', $.bucket)"));
        assert!(open[0].constant().is_none());
        assert!(shown("States.JsonToString($.content)").is_empty());
    }

    #[test]
    fn what_is_taken_as_it_is() {
        let name = |of: &str| taken(&text(of));
        for of in [
            "$.content",
            "States.JsonToString($.a.content)",
            "{% $string($states.input.content) %}",
            "{% $content %}",
        ] {
            assert_eq!(name(of).as_deref(), Some("content"), "{of}");
        }
        assert_eq!(name("States.UUID()"), None);
        assert_eq!(name("$"), None);
    }
}
