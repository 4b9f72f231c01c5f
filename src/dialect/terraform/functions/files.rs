//! Files of the tree, and templates.

use super::{Call, Function, fileset, opaque};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome, Scope},
    source::{self, Span},
    syntax::hcl::ExpressionKind,
    text::Text,
    value::{Is, MAX_TEXT, Origins, Rest, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "file" => file,
        "templatefile" => template_file,
        "templatestring" => template_string,
        "fileexists" => file_exists,
        "fileset" => fileset::fileset,
        "basename" => |call, values| path_part(call, values, base),
        "dirname" => |call, values| path_part(call, values, directory),
        _ => return None,
    })
}

/// A path below the root of the tree; paths are relative to where Terraform runs.
fn path_of(call: &Call, value: &Value) -> Option<String> {
    let path = value.constant()?;
    source::join(&call.evaluator.root, &path)
}

/// The text of a file, in which every byte knows its place.
fn read(call: &Call, path: &Value) -> Option<Text> {
    let path = path_of(call, path)?;
    let sources = call.evaluator.sources;
    let file = sources.open(&path).ok()?;
    let source = sources.get(file);
    let span = Span { file, start: 0, end: source.text.len() as u32 };
    Some(Text::written(source.text.as_str(), span))
}

fn not_there(call: &Call, path: &Value) -> Value {
    call.evaluator.doubt();
    let reason = match path.constant() {
        Some(path) => format!("the file {path}, which is not in the tree"),
        None => "a file whose path is not known".to_owned(),
    };
    let own = Origins::one(reason, Some(call.expression.span));
    let origins = path.origins().map_or(own.clone(), |origins| own.and(&origins));
    Is::Unknown(origins).into()
}

fn file(call: &Call, values: &[Value]) -> Outcome {
    let [path] = values else { return Err(call.arguments()) };
    Ok(read(call, path).map_or_else(|| not_there(call, path), |text| whole(call, text)))
}

/// A text that is no longer than one that is put together.
fn whole(call: &Call, text: Text) -> Value {
    if text.len() > MAX_TEXT {
        return Value::unknown("a text of more than 4 MB", Some(call.expression.span));
    }
    Value::text(text)
}

fn template_file(call: &Call, values: &[Value]) -> Outcome {
    let [path, names] = values else { return Err(call.arguments()) };
    match (read(call, path), path_of(call, path)) {
        (Some(text), Some(path)) => render(call, &path, &text, names),
        _ => Ok(not_there(call, path)),
    }
}

fn template_string(call: &Call, values: &[Value]) -> Outcome {
    let [template, names] = values else { return Err(call.arguments()) };
    if written_here(call) {
        return Err(Failure::new("the template must be a reference, not a string", template.span));
    }
    let Some(text) = template.constant() else { return Ok(call.doubtful(values)) };
    let id = format!("{:?}", call.expression.span);
    render(call, &id, &Text::from(text), names)
}

/// Whether the first argument is a string rather than a reference.
fn written_here(call: &Call) -> bool {
    let ExpressionKind::Call { arguments, .. } = &call.expression.kind else { return false };
    arguments.first().is_some_and(|one| matches!(one.kind, ExpressionKind::Template(_)))
}

fn render(call: &Call, key: &str, text: &Text, names: &Value) -> Outcome {
    let Is::Map(map) = &names.is else { return Ok(call.doubtful(std::slice::from_ref(names))) };
    if map.rest != Rest::Closed {
        return Ok(call.doubtful(std::slice::from_ref(names)));
    }
    let template = call.evaluator.parsed_template(key, text, call.expression.span)?;
    let named =
        map.entries.iter().map(|entry| (entry.key.as_str().to_owned(), entry.value.clone()));
    let mut scope = Scope::only(named);
    scope.instance = call.scope.instance;
    scope.key = call.scope.key.clone();
    call.evaluator.eval(&template, &scope)
}

fn file_exists(call: &Call, values: &[Value]) -> Outcome {
    let [path] = values else { return Err(call.arguments()) };
    let there = path_of(call, path).is_some_and(|path| call.evaluator.sources.exists(&path));
    // a file that is not in the tree may be made by a build
    Ok(if there { Value::bool(true) } else { call.ask() })
}

fn path_part(call: &Call, values: &[Value], part: fn(&str) -> &str) -> Outcome {
    match values {
        [path] => Ok(match path.constant() {
            Some(path) => Value::text(part(&path)),
            None => opaque::text(call, values),
        }),
        _ => Err(Failure::new("one path is expected", None)),
    }
}

fn base(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit_once('/').map_or(if path.is_empty() { "." } else { path }, |(_, base)| base)
}

fn directory(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((directory, _)) => directory,
        None => ".",
    }
}
