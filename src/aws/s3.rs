//! The bucket that a URI, an ARN or a URL names.

use crate::{
    text::Text,
    value::{Class, Is, Origins, Part, Symbol, Value, constant_when_opened, lift},
};

/// The name in `s3://name/key`, `arn:…:s3:::name/key`, `https://name.s3.region.amazonaws.com/key`,
/// `https://s3.region.amazonaws.com/name/key`; unknown when the name's end cannot be seen, absent when the text names no
/// bucket at all. Forms as CreateLabelingJob accepts them (`(https|s3)://([^/]+)/?(.*)`).
pub fn bucket_of_uri(uri: &Value, narrow: &dyn Fn(&Symbol) -> Class) -> Value {
    let out = lift(uri, |one| match &one.is {
        Is::Text(parts) => of_parts(parts, narrow).unwrap_or_else(|| hidden(one)),
        Is::Json(_) => match one.as_parts() {
            Some(parts) => of_parts(&parts, narrow).unwrap_or_else(|| hidden(one)),
            None => hidden(one),
        },
        Is::Unknown(_) => one.clone(),
        _ => Value::absent(),
    });
    let mut out = out.at(uri.span);
    out.via.extend(uri.via.iter().cloned());
    out
}

/// A bare name where a name is expected; a URI or ARN there counts as what it names.
pub fn bucket_of_name(name: &Value, narrow: &dyn Fn(&Symbol) -> Class) -> Value {
    lift(name, |one| {
        let Some(parts) = one.as_parts() else { return Value::absent() };
        match parts.first() {
            Some(Part::Literal(text))
                if text.as_str().contains("://") || text.as_str().starts_with("arn:") =>
            {
                bucket_of_uri(one, narrow)
            }
            _ => one.clone(),
        }
    })
}

fn hidden(uri: &Value) -> Value {
    let origins =
        uri.origins().unwrap_or_else(|| Origins::one("where the bucket's name ends", uri.span));
    Value::from(Is::Unknown(origins))
}

/// `None` when the name is there but cannot be cut out.
fn of_parts(parts: &[Part], narrow: &dyn Fn(&Symbol) -> Class) -> Option<Value> {
    let first = match parts.first() {
        Some(Part::Literal(text)) => text,
        Some(_) => return None,
        None => return Some(Value::absent()),
    };
    let text = first.as_str();
    if text.starts_with("s3://") {
        return segment(parts, "s3://".len(), narrow);
    }
    if text.starts_with("arn:") {
        return of_arn(parts, narrow);
    }
    if let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        let scheme = text.len() - rest.len();
        return of_url(parts, scheme, narrow);
    }
    Some(Value::absent())
}

/// The text from byte `skip` of the first literal up to the next `/`.
fn segment(parts: &[Part], skip: usize, narrow: &dyn Fn(&Symbol) -> Class) -> Option<Value> {
    let mut out = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(text) => {
                let from = if at == 0 { skip } else { 0 };
                let rest = text.as_str().get(from..).unwrap_or_default();
                if let Some(end) = rest.find('/') {
                    out.push(Part::Literal(text.slice(from, from + end)));
                    return named(out);
                }
                out.push(Part::Literal(text.slice(from, text.len())));
            }
            Part::Symbol(symbol) => {
                let class = if symbol.class == Class::Any { narrow(symbol) } else { symbol.class };
                // a lone symbol right after the scheme, with a slash behind it, is the bucket: S3 knows no empty names
                let last = parts.get(at + 1).is_none_or(starts_with_slash);
                let may_end = class.may_contain('/') && !is_known_without_slash(symbol);
                if may_end && !(out_is_empty(&out) && last) {
                    return None;
                }
                out.push(part.clone());
            }
            Part::Unknown(_) => return None,
        }
    }
    named(out)
}

fn is_known_without_slash(symbol: &Symbol) -> bool {
    let known = symbol.definition.as_deref().and_then(constant_when_opened);
    known.is_some_and(|text| !text.contains('/'))
}

fn out_is_empty(out: &[Part]) -> bool {
    out.iter().all(|part| matches!(part, Part::Literal(text) if text.is_empty()))
}

fn starts_with_slash(part: &Part) -> bool {
    matches!(part, Part::Literal(text) if text.as_str().starts_with('/'))
}

fn named(parts: Vec<Part>) -> Option<Value> {
    if out_is_empty(&parts) {
        return Some(Value::absent());
    }
    Some(Value::parts(parts))
}

/// `arn:<partition>:s3:::name/key`; the fields before the name may be symbols.
fn of_arn(parts: &[Part], narrow: &dyn Fn(&Symbol) -> Class) -> Option<Value> {
    let mut colons = 0;
    for (at, part) in parts.iter().enumerate() {
        let text = match part {
            Part::Literal(text) => text,
            Part::Symbol(symbol) if !symbol.class.may_contain(':') => continue,
            _ => return None,
        };
        for (offset, _) in text.as_str().match_indices(':') {
            colons += 1;
            if colons == 2 && !service_is_s3(parts, at, offset + 1) {
                return Some(Value::absent());
            }
            if colons == 5 {
                let rest = text.slice(offset + 1, text.len());
                let mut left = vec![Part::Literal(rest)];
                left.extend(parts.get(at + 1..).unwrap_or_default().iter().cloned());
                return segment(&left, 0, narrow);
            }
        }
    }
    None
}

fn service_is_s3(parts: &[Part], at: usize, offset: usize) -> bool {
    match parts.get(at) {
        Some(Part::Literal(text)) => {
            text.as_str().get(offset..).is_some_and(|rest| rest.starts_with("s3:"))
        }
        _ => false,
    }
}

/// Virtual-hosted and path-style URLs of Amazon S3.
fn of_url(parts: &[Part], scheme: usize, narrow: &dyn Fn(&Symbol) -> Class) -> Option<Value> {
    let host = segment(parts, scheme, narrow)?;
    let Is::Text(pieces) = &host.is else { return Some(Value::absent()) };
    let is_path_style = matches!(pieces.first(), Some(Part::Literal(text))
        if text.as_str().starts_with("s3.") || text.as_str().starts_with("s3-"));
    if is_path_style {
        let rest = after_first_slash(parts, scheme)?;
        return segment(&rest, 0, narrow);
    }
    for (at, piece) in pieces.iter().enumerate() {
        let Part::Literal(text) = piece else { continue };
        let end = [".s3.", ".s3-"].iter().filter_map(|mark| text.as_str().find(mark)).min();
        if let Some(end) = end {
            let mut name: Vec<Part> = pieces.get(..at).unwrap_or_default().to_vec();
            name.push(Part::Literal(text.slice(0, end)));
            return named(name);
        }
    }
    Some(Value::absent())
}

fn after_first_slash(parts: &[Part], skip: usize) -> Option<Vec<Part>> {
    for (at, part) in parts.iter().enumerate() {
        let Part::Literal(text) = part else { continue };
        let from = if at == 0 { skip } else { 0 };
        let Some(slash) = text.as_str().get(from..).and_then(|rest| rest.find('/')) else {
            continue;
        };
        let mut out = vec![Part::Literal(cut(text, from + slash + 1))];
        out.extend(parts.get(at + 1..).unwrap_or_default().iter().cloned());
        return Some(out);
    }
    None
}

fn cut(text: &Text, from: usize) -> Text {
    text.slice(from, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(symbol: &Symbol) -> Class {
        symbol.class
    }

    fn of(parts: Vec<Part>) -> Value {
        bucket_of_uri(&Value::parts(parts), &class_of)
    }

    fn lit(text: &str) -> Part {
        Part::Literal(text.into())
    }

    fn symbol(name: &str, class: Class) -> Part {
        Part::Symbol(Symbol::new(name, name, class))
    }

    #[test]
    fn every_form_of_a_constant() {
        for uri in [
            "s3://frames/in/x.manifest",
            "s3://frames",
            "arn:aws:s3:::frames/*",
            "https://frames.s3.amazonaws.com/x",
            "https://frames.s3.eu-west-1.amazonaws.com/x",
            "https://s3.eu-west-1.amazonaws.com/frames/x",
            "https://s3-eu-west-1.amazonaws.com/frames/x",
        ] {
            assert_eq!(of(vec![lit(uri)]).constant().as_deref(), Some("frames"), "{uri}");
        }
        for other in ["https://example.com/x", "arn:aws:sns:us-east-1:1:topic", "frames", ""] {
            assert!(of(vec![lit(other)]).is_absent(), "{other}");
        }
    }

    #[test]
    fn symbols_that_cannot_hold_a_slash_are_part_of_the_name() {
        let name = of(vec![lit("s3://labels-"), symbol("env", Class::BucketName), lit("/x")]);
        assert_eq!(name.shown(), "labels-${env}");
        let arn = of(vec![
            lit("arn:"),
            symbol("AWS::Partition", Class::Partition),
            lit(":s3:::"),
            symbol("B", Class::Managed),
            lit("/*"),
        ]);
        assert_eq!(arn.shown(), "${B}");
    }

    #[test]
    fn an_uncertain_end_is_unknown() {
        let name = of(vec![lit("s3://labels-"), symbol("env", Class::Any), lit("/x")]);
        assert!(name.is_unknown());
        assert!(of(vec![symbol("uri", Class::Any)]).is_unknown());
        let lone = of(vec![lit("s3://"), symbol("var.bucket", Class::Any), lit("/x")]);
        assert_eq!(lone.shown(), "${var.bucket}");
    }
}
