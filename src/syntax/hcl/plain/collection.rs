//! Lists and objects, written out or made by `for`.

use super::Reader;
use crate::syntax::hcl::tree::{Expression, ExpressionKind as Kind, ForSource, Segment};

/// Larger objects are left to the parser.
const MAX_KEYS: usize = 256;

impl Reader<'_> {
    pub(super) fn list(&mut self) -> Option<Kind> {
        self.expect(b'[')?;
        self.blanks();
        if self.opens_for() {
            return self.for_list();
        }
        let mut items = Vec::new();
        while !self.takes(b']') {
            items.push(self.nested(Self::expression)?);
            self.blanks();
            if !self.takes(b',') && self.peek()? != b']' {
                return None;
            }
            self.blanks();
        }
        Some(Kind::List(items))
    }

    pub(super) fn object(&mut self) -> Option<Kind> {
        self.expect(b'{')?;
        self.blanks();
        if self.opens_for() {
            return self.for_object();
        }
        let mut items: Vec<(Expression, Expression)> = Vec::new();
        while !self.takes(b'}') {
            let key = self.key()?;
            // the parser refuses a key that stands twice
            let is_new = items.iter().all(|(known, _)| known.kind != key.kind);
            if !is_new || items.len() == MAX_KEYS {
                return None;
            }
            self.spaces();
            if !self.takes(b'=') {
                self.expect(b':')?;
            }
            self.spaces();
            items.push((key, self.nested(Self::expression)?));
            self.spaces();
            match self.peek()? {
                b'}' => {}
                b',' => self.at += 1,
                _ => self.line_end()?,
            }
            self.blanks();
        }
        Some(Kind::Object(items))
    }

    /// A bare word, or a string without interpolations.
    fn key(&mut self) -> Option<Expression> {
        let start = self.at;
        let inside = match self.peek()? {
            b'"' => self.plain_string()?,
            _ => {
                self.word()?;
                start..self.at
            }
        };
        let text = self.lowering.decoded(&inside, true);
        let segments = if text.is_empty() { Vec::new() } else { vec![Segment::Literal(text)] };
        Some(Expression { span: self.span(start), kind: Kind::Template(segments) })
    }

    fn opens_for(&self) -> bool {
        let rest = self.text.get(self.at..).and_then(|rest| rest.strip_prefix("for"));
        rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\n', '#', '/']))
    }

    fn for_list(&mut self) -> Option<Kind> {
        let source = self.for_source()?;
        let value = Box::new(self.nested(Self::expression)?);
        self.blanks();
        let condition = self.condition(b']')?;
        Some(Kind::ForList { source, value, condition })
    }

    fn for_object(&mut self) -> Option<Kind> {
        let source = self.for_source()?;
        let key = Box::new(self.nested(Self::expression)?);
        self.blanks();
        self.expect(b'=')?;
        self.expect(b'>')?;
        self.blanks();
        let value = Box::new(self.nested(Self::expression)?);
        self.blanks();
        let grouped = self.dots();
        self.blanks();
        let condition = self.condition(b'}')?;
        Some(Kind::ForObject { source, key, value, grouped, condition })
    }

    /// `for key, name in collection :`
    fn for_source(&mut self) -> Option<Box<ForSource>> {
        self.word()?;
        self.blanks();
        let mut key = None;
        let mut value = self.word()?.to_owned();
        self.blanks();
        if self.takes(b',') {
            self.blanks();
            key = Some(value);
            value = self.word()?.to_owned();
            self.blanks();
        }
        if self.word()? != "in" {
            return None;
        }
        self.blanks();
        let collection = self.nested(Self::expression)?;
        self.blanks();
        self.expect(b':')?;
        self.blanks();
        Some(Box::new(ForSource { key, value, collection }))
    }

    /// What follows `if`, where it stands before the closing bracket.
    #[expect(clippy::option_option, reason = "a condition may be missing, and may not be plain")]
    fn condition(&mut self, bracket: u8) -> Option<Option<Box<Expression>>> {
        if self.takes(bracket) {
            return Some(None);
        }
        if self.word()? != "if" {
            return None;
        }
        self.blanks();
        let condition = self.nested(Self::expression)?;
        self.blanks();
        self.expect(bracket)?;
        Some(Some(Box::new(condition)))
    }
}
