//! JSON, Base64 and URLs.

use std::sync::Arc;

use super::{Call, Function, opaque};
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome},
    value::{Is, Part, Value, json},
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "jsonencode" => json_encode,
        "jsondecode" => json_decode,
        "base64encode" => base64_encode,
        "base64decode" => base64_decode,
        "urlencode" => url_encode,
        _ => return None,
    })
}

fn json_encode(call: &Call, values: &[Value]) -> Outcome {
    let [value] = values else { return Err(call.arguments()) };
    let json = Value { is: Is::Json(Arc::new(value.clone())), ..value.clone() };
    let is_known = !value.is_unknown();
    if is_known
        && may_be_long(value)
        && matches!(json.as_parts().as_deref(), Some([Part::Unknown(_)]))
    {
        return Ok(opaque::too_long());
    }
    Ok(json)
}

/// Shorter texts are not long as JSON either, in bytes.
const SHORT: usize = 64 * 1024;

/// Whether the JSON of a value may be too long: it holds much text, or JSON, which grows each time it is written as JSON.
fn may_be_long(value: &Value) -> bool {
    let mut waiting = vec![value];
    let mut weight = 0;
    while let Some(value) = waiting.pop() {
        weight += value.weight();
        match &value.is {
            Is::Json(_) => return true,
            Is::List(list) => waiting.extend(&list.items),
            Is::Map(map) => waiting.extend(map.entries.iter().map(|entry| &entry.value)),
            _ => {}
        }
    }
    weight > SHORT
}

pub(super) fn json_decode(call: &Call, values: &[Value]) -> Outcome {
    let [text] = values else { return Err(call.arguments()) };
    match &text.is {
        Is::Null => return Err(Failure::new("null is not JSON", text.span)),
        Is::List(_) | Is::Map(_) => return Err(call.wrong("text", text)),
        Is::Text(_) if text.constant().is_none() => call.evaluator.doubt(),
        Is::Unknown(_) => return Ok(call.doubtful(values)),
        _ => {}
    }
    match json::decoded(text) {
        Ok(mut value) => {
            let mut via = text.via.clone();
            via.extend(value.via);
            via.truncate(8);
            value.via = via;
            Ok(value)
        }
        Err(error) => Err(Failure::new(error.message, error.span)),
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64_encode(call: &Call, values: &[Value]) -> Outcome {
    let Some(text) = values.first().and_then(Value::constant) else {
        return Ok(opaque::text(call, values));
    };
    let digit =
        |bits: u32| ALPHABET.get((bits & 63) as usize).map_or('A', |byte| char::from(*byte));
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let mut bytes = [0; 3];
        for (to, from) in bytes.iter_mut().zip(chunk) {
            *to = *from;
        }
        let [a, b, c] = bytes.map(u32::from);
        let bits = (a << 16) | (b << 8) | c;
        out.push(digit(bits >> 18));
        out.push(digit(bits >> 12));
        out.push(if chunk.len() > 1 { digit(bits >> 6) } else { '=' });
        out.push(if chunk.len() > 2 { digit(bits) } else { '=' });
    }
    Ok(Value::text(out))
}

fn base64_decode(call: &Call, values: &[Value]) -> Outcome {
    let Some(text) = values.first().and_then(Value::constant) else {
        call.evaluator.doubt();
        return Ok(opaque::text(call, values));
    };
    let wrong = || Failure::new("this is not Base64", None);
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let digit = ALPHABET.iter().position(|known| *known == byte).ok_or_else(wrong)?;
        bits = (bits << 6) | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    String::from_utf8(bytes).map(Value::text).map_err(|_| wrong())
}

fn url_encode(call: &Call, values: &[Value]) -> Outcome {
    let Some(text) = values.first().and_then(Value::constant) else {
        return Ok(opaque::text(call, values));
    };
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(Value::text(out))
}
