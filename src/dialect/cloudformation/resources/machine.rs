//! State machines: their definition as text, as an object or in a file, with its substitutions.

use crate::{
    dialect::budget::Budget,
    facts::{Facts, MachineFact},
    finding::{Level, Problem},
    source::{Span, join, parent},
    syntax::yaml,
    text::Text,
    value::{Entry, Is, Part, Value, lift},
};

use super::{super::evaluate::joined, Made};

/// Definitions are gone through this deep.
const MAX_DEPTH: usize = 128;

pub(super) fn add(made: &Made, facts: &mut Facts) {
    let definition = definition(made, facts);
    if definition.is_absent() {
        return;
    }
    let definition = match made.property(&["DefinitionSubstitutions"]).is {
        Is::Map(names) => substituted(&definition, &names.entries, 0),
        _ => definition,
    };
    let at = made.resource.key_span;
    let Some(name) = made.context.resource_symbol(&made.resource.id, at) else { return };
    facts.machines.push(MachineFact {
        name,
        definition,
        address: made.place.address.clone(),
        header: made.place.header,
        body: made.place.body,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
}

fn definition(made: &Made, facts: &mut Facts) -> Value {
    let inline = made.property(&["DefinitionString"]);
    let inline = inline.or_else(&|| made.property(&["Definition"]));
    if !inline.is_absent() {
        return inline;
    }
    let location = made.property(&["DefinitionUri"]);
    let location = location.or_else(&|| made.property(&["DefinitionS3Location"]));
    if location.is_absent() {
        return location;
    }
    let path = local_path(made, &location);
    let reason = format!("the definition of {}, whose file is not here", made.place.address);
    let found = path.and_then(|path| read(made, &path, facts));
    found.unwrap_or_else(|| {
        let at = location.span.unwrap_or(made.resource.key_span);
        // what was not evaluated may be here, and is told of as such
        if !made.context.budget().is_some_and(Budget::is_spent) {
            facts.problems.push(unread(&made.place.address, &location, at));
        }
        Value::unknown(reason, location.span)
    })
}

/// A file that is missing, or one in a bucket, as packaged templates name it.
fn unread(address: &str, location: &Value, at: Span) -> Problem {
    let path = location.constant().filter(|path| !path.contains("://"));
    let why = match path {
        Some(path) => format!("there is no readable file '{path}'"),
        None => "check the template as it was before it was packaged".to_owned(),
    };
    let message =
        format!("the definition of {address} is not here, so what it labels cannot be told; {why}");
    Problem { level: Level::Note, kind: "definition-not-here", message, at: Some(at) }
}

/// A path beside the template, or the file that an object's key stands for.
fn local_path(made: &Made, location: &Value) -> Option<String> {
    let stack = made.context.stack()?;
    match location.constant() {
        Some(path) => join(parent(&stack.template.path), &path),
        None => stack.assets.get(&location.get("Key").constant()?).cloned(),
    }
}

fn read(made: &Made, path: &str, facts: &mut Facts) -> Option<Value> {
    let sources = made.context.deployment.sources;
    let file = sources.open(path).ok()?;
    let source = sources.get(file);
    let whole = Span { file, start: 0, end: source.text.len() as u32 };
    if source.text.trim_start().starts_with('{') {
        let text = Value::text(Text::written(source.text.as_str(), whole));
        // each machine holds a copy of its own
        if let Some(budget) = made.context.budget() {
            budget.pay_texts(&text);
        }
        return Some(text);
    }
    match yaml::read(&source, file) {
        Ok(document) => Some(made.context.value(&document.root)),
        Err(Problem { message, at, .. }) => {
            facts.problems.push(Problem::warning("syntax", message, at.unwrap_or(whole)));
            None
        }
    }
}

/// The definition with each `${name}` in its written text replaced.
fn substituted(value: &Value, names: &[Entry], depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return value.clone();
    }
    let inner = |value: &Value| substituted(value, names, depth + 1);
    let is = match &value.is {
        Is::Text(parts) => {
            let pieces: Vec<Value> = parts.iter().flat_map(|part| pieces(part, names)).collect();
            return Value { span: value.span, ..joined(pieces) };
        }
        Is::List(list) => {
            let mut list = list.clone();
            list.items = list.items.iter().map(inner).collect();
            Is::List(list)
        }
        Is::Map(map) => {
            let mut map = map.clone();
            map.entries.make_mut().iter_mut().for_each(|entry| entry.value = inner(&entry.value));
            Is::Map(map)
        }
        Is::Json(text) => Is::Json(inner(text).into()),
        Is::Either(_) => return lift(value, inner),
        _ => return value.clone(),
    };
    Value { is, ..value.clone() }
}

fn pieces(part: &Part, names: &[Entry]) -> Vec<Value> {
    let Part::Literal(text) = part else { return vec![Value::parts(vec![part.clone()])] };
    let mut out = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while let Some(found) = text.as_str().get(from..).and_then(|rest| rest.find("${")) {
        let start = from + found;
        let rest = text.as_str().get(start + 2..).unwrap_or_default();
        let Some(len) = rest.find('}') else { break };
        let name = rest.get(..len).unwrap_or_default();
        from = start + 2;
        let Some(entry) = names.iter().rfind(|entry| entry.key.as_str() == name) else { continue };
        out.push(Value::text(text.slice(at, start)));
        out.push(entry.value.clone());
        at = start + len + 3;
        from = at;
    }
    out.push(Value::text(text.slice(at, text.len())));
    out
}
