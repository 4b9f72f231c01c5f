//! Quoted strings: plain ones, and templates of text and interpolations.

use super::Reader;
use crate::syntax::hcl::{
    survey::Range,
    tree::{Expression, ExpressionKind as Kind, Segment},
};

impl Reader<'_> {
    /// What lies between the quotes of a string without escapes and interpolations.
    pub(super) fn plain_string(&mut self) -> Option<Range> {
        self.expect(b'"')?;
        let start = self.at;
        self.literal()?;
        let inside = start..self.at;
        self.expect(b'"')?;
        Some(inside)
    }

    /// A string from quote to quote.
    pub(super) fn string(&mut self) -> Option<Kind> {
        self.expect(b'"')?;
        let mut segments = Vec::new();
        let mut start = self.at;
        loop {
            self.literal()?;
            if start < self.at {
                let text = self.lowering.decoded(&(start..self.at), true);
                segments.push(Segment::Literal(text));
            }
            if self.takes(b'"') {
                return Some(Kind::Template(segments));
            }
            segments.push(self.interpolation()?);
            start = self.at;
        }
    }

    /// Stops at the closing quote or before `${`.
    fn literal(&mut self) -> Option<()> {
        loop {
            let next = self.byte(self.at + 1);
            match self.peek()? {
                b'"' => return Some(()),
                b'\n' | b'\r' => return None,
                b'$' if next == Some(b'{') => return Some(()),
                // `$${` and `%%{` are escapes, and `%{` opens a directive
                b'$' | b'%' if matches!(next, Some(b'$' | b'%' | b'{')) => return None,
                b'\\' => match next? {
                    b'n' | b't' | b'r' | b'"' | b'\\' => self.at += 2,
                    _ => return None,
                },
                _ => self.at += 1,
            }
        }
    }

    fn interpolation(&mut self) -> Option<Segment> {
        let start = self.at;
        let expression = self.interpolated()?;
        Some(Segment::Interpolation { expression, span: self.span(start) })
    }

    /// What stands between `${` and `}`.
    pub(super) fn interpolated(&mut self) -> Option<Expression> {
        self.expect(b'$')?;
        self.expect(b'{')?;
        self.blanks();
        let expression = self.nested(Self::expression)?;
        self.blanks();
        self.expect(b'}')?;
        Some(expression)
    }
}
