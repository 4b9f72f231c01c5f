//! `Fn::Sub`, `Fn::Join`, `Fn::Split` and `Fn::Select`.

use std::collections::HashMap;

use ecow::EcoVec;

use crate::{
    dialect::budget::{TOO_LONG, is_cut_too_often},
    source::Span,
    syntax::node::Node,
    text::Text,
    value::{Is, List, ListKind, MAX_TEXT, Origins, Part, Value, concat, lift, lift2},
};

use super::{Call, Context, call, variables};

/// The texts one after the other, in time linear in their length where none has alternatives.
pub fn joined(pieces: Vec<Value>) -> Value {
    if pieces.iter().map(Value::weight).sum::<usize>() > MAX_TEXT {
        return Value::unknown("a text of more than 4 MB", None);
    }
    let mut runs: Vec<Value> = Vec::new();
    let mut run: Vec<Value> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if matches!(piece.is, Is::Either(_)) {
            runs.push(run_of(std::mem::take(&mut run)));
            runs.push(piece);
        } else {
            run.push(piece);
        }
    }
    let last = run_of(run);
    if runs.is_empty() {
        return last;
    }
    runs.push(last);
    concat(&runs)
}

fn run_of(pieces: Vec<Value>) -> Value {
    let mut parts = Vec::with_capacity(pieces.len());
    let mut via = EcoVec::new();
    let sensitive = pieces.iter().any(|piece| piece.sensitive);
    for piece in pieces {
        via.extend(piece.via.iter().cloned());
        let none = || Origins::one("a value that is not text", piece.span);
        match piece.is {
            Is::Text(own) => parts.extend(own),
            _ => match piece.as_parts() {
                Some(own) => parts.extend(own.into_owned()),
                None => parts.push(Part::Unknown(piece.origins().unwrap_or_else(none))),
            },
        }
    }
    via.truncate(8);
    Value { via, sensitive, ..Value::parts(parts) }
}

impl Context<'_> {
    pub(super) fn sub(self, call: &Call) -> Value {
        let (template, names) = match call.argument.list() {
            Some([template, names]) => (template.text(), Some(names)),
            Some(_) => (None, None),
            None => (call.argument.text(), None),
        };
        match template {
            Some(template) => self.filled(template, names),
            None => Value::unknown("Fn::Sub of no text", Some(call.argument.span)),
        }
    }

    fn filled(self, template: &Text, names: Option<&Node>) -> Value {
        let text = template.as_str();
        let mut pieces = Vec::new();
        let mut known: HashMap<&str, Value> = HashMap::new();
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find("${")) {
            let start = at + found;
            let rest = text.get(start..).unwrap_or_default();
            if let Some(end) = variables::variable(rest).map(|len| start + len) {
                pieces.push(self.literal(&template.slice(at, end)));
                at = end;
                continue;
            }
            let Some(end) = rest.find('}').map(|end| start + end + 1) else { break };
            pieces.push(self.literal(&template.slice(at, start)));
            let inside = text.get(start + 2..end - 1).unwrap_or_default();
            if inside.starts_with('!') {
                pieces.push(Value::text(template.slice(start, start + 2)));
                pieces.push(Value::text(template.slice(start + 3, end)));
            } else {
                let span = template.span_of(start, end);
                let name = inside.trim();
                pieces.push(match names.and_then(|names| names.get(name)) {
                    Some(node) => {
                        known.entry(name).or_insert_with(|| self.text_piece(node)).clone()
                    }
                    None => self.hole(name, span),
                });
            }
            at = end;
        }
        pieces.push(self.literal(&template.slice(at, text.len())));
        // what fills a hole may be written anywhere
        joined(pieces).at(template.span())
    }

    /// What stands between `${` and `}`, when the call does not say.
    fn hole(self, name: &str, span: Option<Span>) -> Value {
        let Some(at) = span else { return Value::unknown(name, None) };
        match name.split_once('.') {
            Some((id, attribute)) => self.attribute(id, attribute, at),
            None => self.named_in_text(name, at),
        }
    }

    /// A value that becomes part of a text.
    fn text_piece(self, node: &Node) -> Value {
        match call(node) {
            Some(call) if call.name == "Ref" => match call.argument.text() {
                Some(name) => self.named_in_text(name.as_str(), call.argument.span),
                None => self.value(node),
            },
            _ => self.value(node),
        }
    }

    pub(super) fn join(self, call: &Call) -> Value {
        let at = call.argument.span;
        let Some([delimiter, list]) = call.argument.list() else {
            return Value::unknown("Fn::Join without a delimiter and a list", Some(at));
        };
        let delimiter = self.value(delimiter);
        if super::call(list).is_none()
            && let Some(items) = list.list()
        {
            let written = items.first().zip(items.last());
            let written = written.map(|(first, last)| first.span.to(last.span));
            let items: Vec<Value> = items.iter().map(|item| self.text_piece(item)).collect();
            return self.with_delimiter(&delimiter, &items).at(written);
        }
        let list = self.value(list);
        lift(&list, |one| match &one.is {
            Is::List(List { items, open: None, .. }) => self.with_delimiter(&delimiter, items),
            _ => {
                let none = || Origins::one("a list that is not known", Some(at));
                Value::from(Is::Unknown(one.origins().unwrap_or_else(none))).at(Some(at))
            }
        })
    }

    fn with_delimiter(self, delimiter: &Value, items: &[Value]) -> Value {
        let may_vanish = |item: &Value| match &item.is {
            Is::Either(all) => all.iter().any(|(_, one)| one.is_absent()),
            _ => false,
        };
        if items.iter().any(may_vanish) {
            let empty = Value::list(EcoVec::new());
            let lists = items.iter().fold(empty, |list, item| lift2(&list, item, appended));
            return lift(&lists, |one| self.with_delimiter(delimiter, &one.elements().0));
        }
        let is_empty = matches!(&delimiter.is, Is::Text(parts) if parts.is_empty());
        let is_nothing = is_empty && delimiter.via.is_empty() && !delimiter.sensitive;
        let mut pieces = Vec::with_capacity(2 * items.len());
        for item in items.iter().filter(|item| !item.is_absent()) {
            if !pieces.is_empty() && !is_nothing {
                pieces.push(delimiter.clone());
            }
            pieces.push(item.clone());
        }
        joined(pieces)
    }

    pub(super) fn split(self, call: &Call) -> Value {
        let at = Some(call.argument.span);
        let Some([delimiter, text]) = call.argument.list() else {
            return Value::unknown("Fn::Split without a delimiter and a text", at);
        };
        let (delimiter, text) = (self.value(delimiter), self.value(text));
        lift2(&delimiter, &text, |delimiter, text| {
            match (delimiter.constant().filter(|delimiter| !delimiter.is_empty()), text.as_parts())
            {
                (Some(delimiter), Some(parts)) if is_cut_too_often(&parts, &delimiter) => {
                    Value::unknown(TOO_LONG, at)
                }
                (Some(delimiter), Some(parts)) => cut(&parts, &delimiter),
                _ => Value::unknown("a text that Fn::Split cannot cut", at),
            }
        })
    }

    pub(super) fn select(self, call: &Call) -> Value {
        let at = Some(call.argument.span);
        let Some([index, list]) = call.argument.list() else {
            return Value::unknown("Fn::Select without an index and a list", at);
        };
        let index = self.value(index).constant().and_then(|index| index.parse::<usize>().ok());
        let Some(index) = index else {
            return Value::unknown("Fn::Select with an index that is not known", at);
        };
        let list = self.value(list);
        lift(&list, |one| {
            let (items, open) = match &one.is {
                Is::List(list) => (list.items.as_slice(), list.open.clone()),
                _ => (&[][..], one.origins()),
            };
            let past = || Origins::one("Fn::Select past the end of its list", at);
            match items.get(index) {
                Some(item) => item.clone(),
                None => Is::Unknown(open.unwrap_or_else(past)).into(),
            }
        })
    }
}

fn appended(list: &Value, item: &Value) -> Value {
    let (mut items, _) = list.elements();
    if !item.is_absent() {
        items.push(item.clone());
    }
    Value::list(items.into())
}

/// The pieces between delimiters, up to the first hole that may hold a delimiter itself.
fn cut(parts: &[Part], delimiter: &str) -> Value {
    let mut items = Vec::new();
    let mut current: Vec<Part> = Vec::new();
    for part in parts {
        let certain = match part {
            Part::Literal(text) => {
                let mut at = 0;
                while let Some(found) =
                    text.as_str().get(at..).and_then(|rest| rest.find(delimiter))
                {
                    current.push(Part::Literal(text.slice(at, at + found)));
                    items.push(Value::parts(std::mem::take(&mut current)));
                    at += found + delimiter.len();
                }
                current.push(Part::Literal(text.slice(at, text.len())));
                continue;
            }
            Part::Symbol(symbol) => delimiter.chars().any(|c| !symbol.class.may_contain(c)),
            Part::Unknown(_) => false,
        };
        if !certain {
            let open = Value::parts(vec![part.clone()]).origins();
            return Is::List(List { items: items.into(), open, kind: ListKind::Tuple }).into();
        }
        current.push(part.clone());
    }
    items.push(Value::parts(current));
    Value::list(items.into())
}
