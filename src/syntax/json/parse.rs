//! The grammar of RFC 8259, by descent to a bounded depth.

use std::sync::Arc;

use crate::{finding::Problem, source::Span, text::Text};

use super::{
    super::node::{
        Entry, Kind, MAX_DEPTH, MAX_NODES, Node, Prune, ReadAgain, TOO_MANY, closed_map,
    },
    ground::Ground,
    value_at,
};

pub struct Parser<'a> {
    pub text: &'a str,
    pub ground: Ground<'a>,
    /// The byte offset of what is read next.
    pub at: usize,
    pub problems: Vec<Problem>,
    /// How many values were read.
    nodes: usize,
    pub prune: Option<Prune<'a>>,
    /// The entries so far of all maps that are open, and the items of all lists: each takes its own when it closes, and
    /// just the room it needs.
    entries: Vec<Entry>,
    items: Vec<Node>,
}

const INDENTATION: &[u8] = b"        ";

/// Where the text stops being JSON, in its own bytes.
pub struct Fault {
    pub message: String,
    pub start: usize,
    pub end: usize,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, ground: Ground<'a>) -> Parser<'a> {
        let (problems, entries, items) = (Vec::new(), Vec::new(), Vec::new());
        Parser { text, ground, at: 0, problems, nodes: 0, prune: None, entries, items }
    }

    /// One value and nothing after it.
    pub fn document(&mut self) -> Result<Node, Fault> {
        self.skip_blanks();
        let root = self.value(0)?;
        self.skip_blanks();
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(self.unexpected("nothing after the end of the JSON value")),
        }
    }

    pub fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        let start = self.at;
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(Fault { message: TOO_MANY.to_owned(), start, end: start });
        }
        let kind = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Node { span: self.span(start), tag: None, kind })
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Fault> {
        let open = self.open(depth)?;
        let first = self.entries.len();
        if self.closes(b'}') {
            return Ok(Kind::Map(Arc::default()));
        }
        loop {
            self.skip_blanks();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.missing(open, "a key in double quotes"));
            }
            let key = self.string()?;
            let key_span = self.span(start);
            self.skip_blanks();
            if !self.takes(b':') {
                return Err(self.missing(open, "`:` after this key"));
            }
            self.skip_blanks();
            let value = self.child(open, depth)?;
            self.entries.push(Entry { key, key_span, value });
            if self.closes(b'}') {
                let (entries, problems) = (&mut self.entries, &mut self.problems);
                let prune = self.prune.as_mut().map(|prune| (prune, value_at as ReadAgain));
                return Ok(closed_map(entries, first, depth, prune, problems));
            }
            if !self.takes(b',') {
                return Err(self.missing(open, "`,` or `}`"));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Kind, Fault> {
        let open = self.open(depth)?;
        let first = self.items.len();
        if self.closes(b']') {
            return Ok(Kind::List(Arc::default()));
        }
        loop {
            self.skip_blanks();
            let item = self.child(open, depth)?;
            self.items.push(item);
            if self.closes(b']') {
                return Ok(Kind::List(self.items.drain(first..).collect()));
            }
            if !self.takes(b',') {
                return Err(self.missing(open, "`,` or `]`"));
            }
        }
    }

    fn child(&mut self, open: usize, depth: usize) -> Result<Node, Fault> {
        if self.peek().is_none() {
            return Err(self.missing(open, "a value"));
        }
        self.value(depth + 1)
    }

    fn open(&mut self, depth: usize) -> Result<usize, Fault> {
        if depth >= MAX_DEPTH {
            let message = format!("lists and maps nest more than {MAX_DEPTH} levels deep here");
            return Err(Fault { message, start: self.at, end: self.at + 1 });
        }
        self.at += 1;
        Ok(self.at - 1)
    }

    fn closes(&mut self, bracket: u8) -> bool {
        self.skip_blanks();
        self.takes(bracket)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self) -> Result<Kind, Fault> {
        for word in ["true", "false", "null"] {
            if !self.rest().starts_with(word) {
                continue;
            }
            let mut text = Text::default();
            self.ground.copy(word, self.at, &mut text);
            self.at += word.len();
            return Ok(match word {
                "null" => Kind::Null,
                _ => Kind::Bool { is: word == "true", text },
            });
        }
        Err(self.unexpected("a value"))
    }

    fn number(&mut self) -> Result<Text, Fault> {
        let rest = self.rest();
        let in_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let len = rest.bytes().position(|byte| !in_number(&byte)).unwrap_or(rest.len());
        let written = rest.get(..len).unwrap_or_default();
        if !is_number(written) {
            let message = format!("`{}` is not a number in JSON", shortened(written));
            return Err(Fault { message, start: self.at, end: self.at + len });
        }
        let mut text = Text::default();
        self.ground.copy(written, self.at, &mut text);
        self.at += len;
        Ok(text)
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
        // a good part of such a file is indentation
        while self.text.as_bytes().get(self.at..self.at + INDENTATION.len()) == Some(INDENTATION) {
            self.at += INDENTATION.len();
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += rest.iter().position(|byte| !is_blank(byte)).unwrap_or(rest.len());
    }

    /// From `start` to here.
    fn span(&self, start: usize) -> Span {
        self.ground.span(start, self.at)
    }

    /// What is missing inside the bracket at `open`: its end, if the text ends here.
    fn missing(&self, open: usize, wanted: &str) -> Fault {
        if self.peek().is_some() {
            return self.unexpected(wanted);
        }
        let bracket = self.text.get(open..open + 1).unwrap_or_default();
        let message = format!("this `{bracket}` is never closed");
        Fault { message, start: open, end: open + 1 }
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let (found, len) = match self.rest().chars().next() {
            Some(found) => (format!("`{}`", found.escape_debug()), found.len_utf8()),
            None => ("the end".to_owned(), 0),
        };
        let message = format!("expected {wanted}, found {found}");
        Fault { message, start: self.at, end: self.at + len }
    }
}

/// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let signless = |text: &str| digits(text.strip_prefix(['+', '-']).unwrap_or(text));
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(signless)
}

fn shortened(text: &str) -> String {
    if text.len() <= 24 { text.to_owned() } else { text.chars().take(24).chain(['…']).collect() }
}
