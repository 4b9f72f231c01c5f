//! `format` and `formatlist`.

use ecow::EcoVec;

use super::{Call, Function, opaque};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome},
    value::{Is, List, ListKind, Number, Value, concat},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "format" => format,
        "formatlist" => format_list,
        _ => return None,
    })
}

/// A piece of a format string.
enum Piece {
    Literal(String),
    Verb(Verb),
}

struct Verb {
    /// From 0; `None` for the next argument.
    argument: Option<usize>,
    flags: String,
    width: usize,
    precision: Option<usize>,
    letter: char,
}

/// Wider fields are not written out.
const MAX_WIDTH: usize = 1_000;

fn format(call: &Call, values: &[Value]) -> Outcome {
    let Some((format, arguments)) = values.split_first() else { return Err(call.arguments()) };
    let Some(text) = format.constant() else { return Ok(opaque::text(call, values)) };
    let pieces = parse(&text)?;
    let mut next = 0;
    let mut highest = 0;
    let mut out = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        match piece {
            Piece::Literal(text) => out.push(Value::text(text.as_str())),
            Piece::Verb(verb) => {
                let index = verb.argument.unwrap_or(next);
                next = index + 1;
                highest = highest.max(next);
                let argument = arguments.get(index);
                let argument =
                    argument.ok_or_else(|| Failure::new("there are too few arguments", None))?;
                match written(call, verb, argument)? {
                    Some(value) => out.push(value),
                    None => return Ok(opaque::text(call, values)),
                }
            }
        }
    }
    let indexed =
        pieces.iter().any(|piece| matches!(piece, Piece::Verb(verb) if verb.argument.is_some()));
    if highest < arguments.len() && !indexed {
        return Err(Failure::new("there are too many arguments", None));
    }
    Ok(if out.is_empty() { Value::text("") } else { concat(&out) })
}

fn parse(text: &str) -> Result<Vec<Piece>, Failure> {
    let mut out = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        literal.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            literal.push('%');
            rest = after;
            continue;
        }
        let (verb, after) = verb(after)?;
        out.push(Piece::Literal(std::mem::take(&mut literal)));
        out.push(Piece::Verb(verb));
        rest = after;
    }
    literal.push_str(rest);
    out.push(Piece::Literal(literal));
    Ok(out)
}

fn verb(text: &str) -> Result<(Verb, &str), Failure> {
    let wrong = || Failure::new("the format string has a verb that is not understood", None);
    let mut rest = text.trim_start_matches(['+', '-', ' ', '#', '0']);
    let flags = text.strip_suffix(rest).unwrap_or_default().to_owned();
    let mut digits = || {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.strip_suffix(after).unwrap_or_default();
        rest = after;
        digits.to_owned()
    };
    let width = digits();
    let mut precision = None;
    if let Some(after) = rest.strip_prefix('.') {
        rest = after;
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        precision = Some(rest.strip_suffix(after).unwrap_or_default().parse().unwrap_or(0));
        rest = after;
    }
    let mut argument = None;
    if let Some(after) = rest.strip_prefix('[') {
        let (index, after) = after.split_once(']').ok_or_else(wrong)?;
        let index: usize = index.parse().map_err(|_| wrong())?;
        argument = Some(index.checked_sub(1).ok_or_else(wrong)?);
        rest = after;
    }
    let letter = rest.chars().next().ok_or_else(wrong)?;
    let after = rest.strip_prefix(letter).unwrap_or_default();
    let width = width.parse().unwrap_or(0);
    if width > MAX_WIDTH || precision.is_some_and(|precision| precision > MAX_WIDTH) {
        return Err(Failure::new("a field that is wider than 1,000 characters", None));
    }
    Ok((Verb { argument, flags, width, precision, letter }, after))
}

/// What a verb writes; `None` when it hangs on something that is not known.
fn written(call: &Call, verb: &Verb, value: &Value) -> Result<Option<Value>, Failure> {
    let plain = verb.width == 0 && verb.precision.is_none() && verb.flags.is_empty();
    match verb.letter {
        's' | 'v' if plain => match &value.is {
            Is::Null if verb.letter == 'v' => Ok(Some(Value::text("null"))),
            Is::Null => Err(Failure::new("a value for %s must not be null", value.span)),
            Is::List(_) | Is::Map(_) if verb.letter == 'v' => {
                Ok(Some(Is::Json(std::sync::Arc::new(value.clone())).into()))
            }
            Is::List(_) | Is::Map(_) => Err(call.wrong("text", value)),
            _ => Ok(Some(value.clone())),
        },
        's' | 'v' => Ok(value.constant().map(|text| {
            let text: String = text.chars().take(verb.precision.unwrap_or(usize::MAX)).collect();
            Value::text(padded(verb, text))
        })),
        'q' => Ok(value.constant().map(|text| Value::text(padded(verb, quoted(&text))))),
        'd' | 'f' | 'b' | 'o' | 'x' | 'X' => number(call, verb, value),
        't' => Ok(value.as_bool().map(|is| Value::text(is.to_string()))),
        _ => {
            call.evaluator.doubt();
            Ok(None)
        }
    }
}

fn quoted(text: &str) -> String {
    let value = Value::from(Is::Json(std::sync::Arc::new(Value::text(text))));
    value.constant().unwrap_or_default()
}

fn number(call: &Call, verb: &Verb, value: &Value) -> Result<Option<Value>, Failure> {
    let Some(text) = value.constant() else { return Ok(None) };
    let number: Number = text.parse().map_err(|_| call.wrong("a number", value))?;
    let whole = || {
        let text = number.with_scale(0).to_plain_string();
        text.parse::<i128>().map_err(|_| call.wrong("a whole number", value))
    };
    let digits = match verb.letter {
        'd' => number.with_scale(0).to_plain_string(),
        'f' => number
            .with_scale_round(
                verb.precision.unwrap_or(6) as i64,
                bigdecimal::RoundingMode::HalfEven,
            )
            .to_plain_string(),
        'b' => format!("{:b}", whole()?),
        'o' => format!("{:o}", whole()?),
        'x' => format!("{:x}", whole()?),
        _ => format!("{:X}", whole()?),
    };
    let sign = if verb.flags.contains('+') && !digits.starts_with('-') { "+" } else { "" };
    Ok(Some(Value::text(padded(verb, format!("{sign}{digits}")))))
}

fn padded(verb: &Verb, text: String) -> String {
    let missing = verb.width.saturating_sub(text.chars().count());
    if missing == 0 {
        return text;
    }
    if verb.flags.contains('-') {
        return text + &" ".repeat(missing);
    }
    if verb.flags.contains('0') {
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) => (text.strip_suffix(digits).unwrap_or_default(), digits),
            None => ("", text.as_str()),
        };
        return format!("{sign}{}{digits}", "0".repeat(missing));
    }
    " ".repeat(missing) + &text
}

/// `format` for each element; lists must be of one length, other values are the same each time.
fn format_list(call: &Call, values: &[Value]) -> Outcome {
    let Some((format_text, arguments)) = values.split_first() else { return Err(call.arguments()) };
    let mut length: Option<usize> = None;
    for value in arguments {
        match &value.is {
            Is::List(list) if list.open.is_none() => {
                let known = *length.get_or_insert(list.items.len());
                if known != list.items.len() {
                    return Err(Failure::new("the lists are of different lengths", value.span));
                }
            }
            Is::List(_) | Is::Unknown(_) => {
                let open = call.unknown(values).origins();
                let list = List { items: EcoVec::new(), open, kind: ListKind::List };
                return Ok(Is::List(list).into());
            }
            _ => {}
        }
    }
    let mut items = Vec::new();
    for index in 0..length.unwrap_or(1) {
        let chosen = arguments.iter().map(|value| match &value.is {
            Is::List(list) => list.items.get(index).cloned().unwrap_or_else(Value::null),
            _ => value.clone(),
        });
        let chosen: Vec<Value> = std::iter::once(format_text.clone()).chain(chosen).collect();
        items.push(call.evaluator.lift_all(&chosen, |chosen| format(call, chosen))?);
    }
    Ok(Is::List(List { items: items.into(), open: None, kind: ListKind::List }).into())
}
