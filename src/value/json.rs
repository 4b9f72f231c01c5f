//! JSON that stands in text with holes: state machine definitions, policies, custom resource calls.
//!
//! A hole (a symbol or an unknown piece) inside a string is part of that string; as a whole value it is that value; glued
//! to a bare word it makes the word unknown; where a member or a comma is expected it leaves its container open. Holes are
//! assumed not to break the string they stand in.

use ecow::EcoVec;

use super::{Entry, Is, List, ListKind, Map, MapKind, Origins, Part, Rest, Value};
use crate::{source::Span, text::Text};

mod string;
mod write;

pub(super) use write::encoded;

/// Text that is not JSON, whatever the holes hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    pub message: &'static str,
    pub span: Option<Span>,
}

/// The value that a text says as JSON; a list or map stands for itself, alternatives are read one by one.
pub fn decoded(value: &Value) -> Result<Value, JsonError> {
    let read = match &value.is {
        Is::Json(inner) => (**inner).clone(),
        Is::Either(_) => {
            let mut out = Vec::new();
            for (guard, one) in value.alternatives() {
                out.push((guard, decoded(&one)?));
            }
            super::either(out)
        }
        Is::Text(parts) => parse(parts)?,
        _ => value.clone(),
    };
    Ok(read)
}

/// Reads JSON from text in pieces.
pub fn parse(parts: &[Part]) -> Result<Value, JsonError> {
    let mut reader = Reader { parts, part: 0, at: 0, values: 0 };
    reader.blank();
    let value = reader.value(0)?;
    reader.blank();
    match reader.peek() {
        Peek::End | Peek::Hole(_) => Ok(value),
        Peek::Byte(_) => Err(reader.error("more text after the end of the JSON value")),
    }
}

const MAX_NESTING: usize = 100;
const MAX_VALUES: usize = 100_000;

struct Reader<'a> {
    parts: &'a [Part],
    part: usize,
    /// Bytes into the current literal.
    at: usize,
    /// How many values were read.
    values: usize,
}

enum Peek<'a> {
    Byte(u8),
    Hole(&'a Part),
    End,
}

impl<'a> Reader<'a> {
    fn peek(&mut self) -> Peek<'a> {
        loop {
            match self.parts.get(self.part) {
                None => return Peek::End,
                Some(Part::Literal(text)) => match text.as_str().as_bytes().get(self.at) {
                    Some(byte) => return Peek::Byte(*byte),
                    None => self.next_part(),
                },
                Some(hole) => return Peek::Hole(hole),
            }
        }
    }

    fn next_part(&mut self) {
        self.part += 1;
        self.at = 0;
    }

    fn blank(&mut self) {
        while let Peek::Byte(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    fn here(&self) -> Option<Span> {
        match self.parts.get(self.part) {
            Some(Part::Literal(text)) => text.span_of(self.at, self.at + 1),
            Some(part) => part.span(),
            None => self.parts.last().and_then(Part::span),
        }
    }

    fn error(&self, message: &'static str) -> JsonError {
        JsonError { message, span: self.here() }
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        if depth > MAX_NESTING {
            return Err(self.error("more than 100 nested levels of JSON"));
        }
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(self.error("more than 100,000 values of JSON"));
        }
        let start = self.here();
        let value = match self.peek() {
            Peek::Byte(b'{') => self.object(depth)?,
            Peek::Byte(b'[') => self.array(depth)?,
            Peek::Byte(b'"') => return self.string(),
            Peek::Byte(_) | Peek::Hole(_) => self.word()?,
            Peek::End => return Err(self.error("the JSON ends where a value is expected")),
        };
        Ok(value.at(start))
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.at += 1;
        let (mut entries, mut open) = (EcoVec::new(), None);
        loop {
            self.blank();
            match self.peek() {
                Peek::Byte(b'}') => {
                    self.at += 1;
                    break;
                }
                Peek::Byte(b',') => self.at += 1,
                Peek::Byte(b'"') => self.member(depth, &mut entries, &mut open)?,
                Peek::Hole(hole) => self.container_hole(hole, &mut open),
                Peek::Byte(_) => return Err(self.error("a key in double quotes is expected here")),
                Peek::End => return Err(self.error("a JSON object is not closed")),
            }
        }
        let rest = open.map_or(Rest::Closed, Rest::Open);
        Ok(Is::Map(Map { entries, rest, kind: MapKind::Object }).into())
    }

    fn member(
        &mut self,
        depth: usize,
        entries: &mut EcoVec<Entry>,
        open: &mut Option<Origins>,
    ) -> Result<(), JsonError> {
        let key = self.string()?;
        self.blank();
        match self.peek() {
            Peek::Byte(b':') => self.at += 1,
            _ => return Err(self.error("a colon is expected after the key")),
        }
        self.blank();
        let value = self.value(depth + 1)?;
        match (key.constant(), key.is) {
            (Some(_), Is::Text(parts)) => {
                let key = parts.into_iter().fold(Text::default(), |mut sum, part| {
                    if let Part::Literal(text) = part {
                        sum.append(&text);
                    }
                    sum
                });
                entries.push(Entry { key, value });
            }
            (_, is) => widen(open, &Value::from(is).origins()),
        }
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.at += 1;
        let (mut items, mut open) = (EcoVec::new(), None);
        loop {
            self.blank();
            match self.peek() {
                Peek::Byte(b']') => {
                    self.at += 1;
                    break;
                }
                Peek::Byte(b',') => self.at += 1,
                Peek::End => return Err(self.error("a JSON list is not closed")),
                Peek::Byte(_) | Peek::Hole(_) => items.push(self.value(depth + 1)?),
            }
        }
        // a lone hole between commas may stand for several elements
        let spliced = items.iter().filter(|item: &&Value| self.may_splice(item));
        for item in spliced {
            widen(&mut open, &item.origins());
        }
        Ok(Is::List(List { items, open, kind: ListKind::Tuple }).into())
    }

    fn may_splice(&self, item: &Value) -> bool {
        item.is_unknown()
    }

    fn container_hole(&mut self, hole: &Part, open: &mut Option<Origins>) {
        widen(open, &Value::parts(vec![hole.clone()]).origins());
        self.next_part();
    }

    /// A number, `true`, `false`, `null`, a hole, or a mixture of these.
    fn word(&mut self) -> Result<Value, JsonError> {
        let (mut text, mut holes) = (String::new(), Vec::new());
        loop {
            match self.peek() {
                Peek::Byte(b) if b.is_ascii_alphanumeric() || b"+-._$".contains(&b) => {
                    text.push(char::from(b));
                    self.at += 1;
                }
                Peek::Hole(hole) => {
                    holes.push(hole.clone());
                    self.next_part();
                }
                _ => break,
            }
        }
        if !holes.is_empty() {
            let origins = Value::parts(holes).origins();
            let none = || Origins::one("a value put into the text", self.here());
            return Ok(Is::Unknown(origins.unwrap_or_else(none)).into());
        }
        match text.as_str() {
            "null" => Ok(Value::null()),
            "true" => Ok(Value::bool(true)),
            "false" => Ok(Value::bool(false)),
            number => match number.parse() {
                Ok(number) if !text.is_empty() => Ok(Is::Number(number).into()),
                _ => Err(self.error("this is not a JSON value")),
            },
        }
    }
}

fn widen(open: &mut Option<Origins>, more: &Option<Origins>) {
    let Some(more) = more else { return };
    *open = Some(open.as_ref().map_or_else(|| more.clone(), |known| known.and(more)));
}

#[cfg(test)]
mod tests;
