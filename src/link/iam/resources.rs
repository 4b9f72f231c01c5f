//! What the resources of a statement are.

use crate::{
    aws::s3,
    link::names::Names,
    value::{Class, Is, Part, Symbol, Value, lift},
};

/// `*`, or all of S3.
pub(super) fn is_everything(resource: &Value) -> bool {
    let Some(all) = outline(resource) else { return false };
    all == "*" || all.rsplit(":::").next().is_some_and(|rest| rest == "*" || rest == "*/*")
}

/// The bucket of a resource; an ARN that is not known but said to be a bucket's, with a key behind it, stands for that
/// bucket.
pub(super) fn bucket(names: &Names, resource: &Value) -> Value {
    lift(resource, |one| match one.as_parts().as_deref() {
        Some([Part::Symbol(arn), Part::Literal(key), ..])
            if arn.class == Class::Any && is_key(key.as_str()) && speaks_of_bucket(arn) =>
        {
            Value::symbol(arn.clone()).at(one.span)
        }
        _ => s3::bucket_of_uri(one, &|symbol| names.class(symbol)),
    })
}

/// `BucketArn`, `var.frames_bucket_arn`: statements often hold ARNs of other services too.
fn speaks_of_bucket(arn: &Symbol) -> bool {
    arn.shown.to_ascii_lowercase().contains("bucket")
}

/// Behind the ARN of an access point stands `/object/`.
fn is_key(behind: &str) -> bool {
    behind.starts_with('/') && !behind.starts_with("/object/")
}

/// Which objects of its bucket a resource is.
pub(super) enum Objects {
    /// The bucket alone.
    None,
    Some,
    All,
}

pub(super) fn objects(names: &Names, resource: &Value) -> Objects {
    let Some(all) = outline(resource) else { return Objects::Some };
    let path = all.rsplit(":::").next().unwrap_or_default();
    match path.split_once('/') {
        None if path.ends_with('*') => Objects::All,
        None if may_hold_slash(names, resource) => Objects::Some,
        None => Objects::None,
        Some((_, "*")) => Objects::All,
        Some(_) => Objects::Some,
    }
}

/// Whether what fills a hole of it may name objects too.
fn may_hold_slash(names: &Names, resource: &Value) -> bool {
    let may = |part: &Part| match part {
        Part::Literal(_) => false,
        Part::Symbol(symbol) => names.class(symbol).may_contain('/'),
        Part::Unknown(_) => true,
    };
    resource.as_parts().is_none_or(|parts| parts.iter().any(may))
}

/// The text of a resource, with a word in place of each of its symbols.
fn outline(resource: &Value) -> Option<String> {
    let text = |part: &Part| match part {
        Part::Literal(text) => text.as_str().to_owned(),
        _ => "aws".to_owned(),
    };
    Some(resource.as_parts()?.iter().map(text).collect())
}

pub(super) fn has_wildcard(name: &Value) -> bool {
    let Is::Text(parts) = &name.is else { return false };
    let is_wild =
        |part: &Part| matches!(part, Part::Literal(text) if text.as_str().contains(['*', '?']));
    parts.iter().any(is_wild)
}
