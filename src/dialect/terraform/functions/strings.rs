//! Text to text: case, trimming, replacing.

use super::{Call, Function, opaque};
use crate::{
    dialect::terraform::{evaluate::Outcome, types},
    text::Text,
    value::{Class, Is, MAX_TEXT, Part, Value},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "lower" => |call, values| case(call, values, |c| c.to_lowercase().collect()),
        "upper" => |call, values| case(call, values, |c| c.to_uppercase().collect()),
        "title" => |call, values| constant(call, values, title),
        "strrev" => |call, values| constant(call, values, |text| text.chars().rev().collect()),
        "trimspace" => |call, values| constant(call, values, |text| text.trim().to_owned()),
        "chomp" => |call, values| {
            constant(call, values, |text| text.trim_end_matches(['\n', '\r']).to_owned())
        },
        "trim" => trim,
        "trimprefix" => trim_prefix,
        "trimsuffix" => trim_suffix,
        "replace" => replace,
        "indent" => indent,
        _ => return None,
    })
}

/// The pieces of a text argument; `None` when the value is not known at all.
pub(super) fn pieces(call: &Call, value: &Value) -> Result<Option<Vec<Part>>, super::Failure> {
    if value.is_null() {
        return Err(super::Failure::new("text is expected, not null", value.span));
    }
    if value.is_unknown() {
        return Ok(None);
    }
    let text = types::to_text(value)?;
    let parts = text.as_parts().ok_or_else(|| call.wrong("text", value))?;
    Ok(Some(parts.into_owned()))
}

fn case(call: &Call, values: &[Value], f: fn(char) -> String) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let Some(parts) = pieces(call, value)? else { return Ok(value.clone()) };
    let lower = call.name == "lower";
    let parts = parts.into_iter().map(|part| match part {
        Part::Literal(text) => Part::Literal(mapped(&text, f)),
        Part::Symbol(symbol) if lower && is_lower(symbol.class) => Part::Symbol(symbol),
        Part::Symbol(symbol) if symbol.class == Class::AccountId => Part::Symbol(symbol),
        Part::Symbol(symbol) => opaque::part(call.name, &symbol),
        unknown => unknown,
    });
    Ok(Value { is: Value::parts(parts.collect()).is, ..value.clone() })
}

fn is_lower(class: Class) -> bool {
    class != Class::Any
}

/// Each character mapped; places stay exact where lengths do.
fn mapped(text: &Text, f: fn(char) -> String) -> Text {
    let new: String = text.as_str().chars().map(f).collect();
    match text.span() {
        Some(span) => Text::written(new, span),
        None => Text::from(new),
    }
}

/// A function that is computed on constants only.
fn constant(call: &Call, values: &[Value], f: fn(&str) -> String) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    if pieces(call, value)?.is_none() {
        return Ok(value.clone());
    }
    match value.constant() {
        Some(text) => Ok(Value { is: Value::text(f(&text)).is, ..value.clone() }),
        None => Ok(opaque::text(call, values)),
    }
}

fn title(text: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = !(c.is_alphanumeric() || c == '_' || c == '\'');
    }
    out
}

fn trim(call: &Call, values: &[Value]) -> Outcome {
    let [value, cut] = values else { return Err(call.arguments()) };
    match (value.constant(), cut.constant()) {
        (Some(text), Some(cut)) => {
            let trimmed = text.trim_matches(|c| cut.contains(c)).to_owned();
            Ok(Value { is: Value::text(trimmed).is, ..value.clone() })
        }
        _ => Ok(opaque::text(call, values)),
    }
}

fn trim_prefix(call: &Call, values: &[Value]) -> Outcome {
    let [value, prefix] = values else { return Err(call.arguments()) };
    let (Some(mut parts), Some(prefix)) = (pieces(call, value)?, prefix.constant()) else {
        return Ok(call.unknown(values));
    };
    let whole = parts.len() == 1;
    match parts.first_mut() {
        Some(Part::Literal(text)) if text.as_str().starts_with(&prefix) => {
            *text = text.slice(prefix.len(), text.len());
        }
        // the text goes on after its literal start, and with what is not known
        Some(Part::Literal(text)) if !prefix.starts_with(text.as_str()) => {}
        Some(Part::Literal(_)) if whole => {}
        None => {}
        _ => return Ok(opaque::text(call, values)),
    }
    Ok(Value { is: Value::parts(parts).is, ..value.clone() })
}

fn trim_suffix(call: &Call, values: &[Value]) -> Outcome {
    let [value, suffix] = values else { return Err(call.arguments()) };
    let (Some(mut parts), Some(suffix)) = (pieces(call, value)?, suffix.constant()) else {
        return Ok(call.unknown(values));
    };
    let whole = parts.len() == 1;
    match parts.last_mut() {
        Some(Part::Literal(text)) if text.as_str().ends_with(&suffix) => {
            *text = text.slice(0, text.len() - suffix.len());
        }
        Some(Part::Literal(text)) if !suffix.ends_with(text.as_str()) => {}
        Some(Part::Literal(_)) if whole => {}
        None => {}
        _ => return Ok(opaque::text(call, values)),
    }
    Ok(Value { is: Value::parts(parts).is, ..value.clone() })
}

/// `replace` of a substring, or of a `/regular expression/`.
fn replace(call: &Call, values: &[Value]) -> Outcome {
    let [value, what, with] = values else { return Err(call.arguments()) };
    let (Some(what), Some(with)) = (what.constant(), with.constant()) else {
        return Ok(opaque::text(call, values));
    };
    let pattern = what.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    if let Some(pattern) = pattern.filter(|_| what.len() > 1) {
        return super::regexes::replace(call, values, pattern, &with);
    }
    let Some(parts) = pieces(call, value)? else { return Ok(value.clone()) };
    let apart = |part: &Part| match part {
        Part::Literal(_) => true,
        Part::Symbol(symbol) => {
            !what.is_empty() && !what.chars().any(|c| symbol.class.may_contain(c))
        }
        Part::Unknown(_) => false,
    };
    if parts.len() > 1 && !parts.iter().all(apart) {
        return Ok(opaque::text(call, values));
    }
    let grown = |part: &Part| match part {
        Part::Literal(text) => text.as_str().matches(&what).count().saturating_mul(with.len()),
        _ => 0,
    };
    if parts.iter().map(grown).sum::<usize>() > MAX_TEXT {
        return Ok(opaque::too_long());
    }
    let parts = parts.into_iter().map(|part| match part {
        Part::Literal(text) if text.as_str().contains(&what) => {
            let new = text.as_str().replace(&what, &with);
            Part::Literal(
                text.span()
                    .map_or_else(|| new.as_str().into(), |span| Text::written(new.as_str(), span)),
            )
        }
        part => part,
    });
    let parts: Vec<Part> = parts.collect();
    if let [Part::Symbol(symbol)] = parts.as_slice()
        && what.chars().all(|c| symbol.class.may_contain(c))
    {
        return Ok(opaque::text(call, values));
    }
    Ok(Value { is: Value::parts(parts).is, ..value.clone() })
}

/// Deeper indents are not written out.
const MAX_INDENT: usize = 1_000;

fn indent(call: &Call, values: &[Value]) -> Outcome {
    let [spaces, value] = values else { return Err(call.arguments()) };
    let spaces = spaces.constant().and_then(|text| text.parse::<usize>().ok());
    match (spaces, value.constant()) {
        (Some(spaces), Some(text)) if spaces <= MAX_INDENT => {
            if text.matches('\n').count().saturating_mul(spaces) > MAX_TEXT {
                return Ok(opaque::too_long());
            }
            let indented = text.replace('\n', &format!("\n{}", " ".repeat(spaces)));
            Ok(Value::from(Is::Text([Part::Literal(indented.into())].into())))
        }
        _ => Ok(opaque::text(call, values)),
    }
}
