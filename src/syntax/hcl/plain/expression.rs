//! Expressions.

use super::Reader;
use crate::{
    source::Span,
    syntax::hcl::tree::{BinaryOperator, Expression, ExpressionKind as Kind, Step, UnaryOperator},
};

/// Longer numbers are left to the parser, which tells how far it can count.
const MAX_DIGITS: usize = 15;

/// Longer chains of operators are left to the parser, which tells where they are too long.
const MAX_OPERATORS: usize = 8;

impl Reader<'_> {
    pub(super) fn expression(&mut self) -> Option<Expression> {
        let start = self.at;
        let first = self.operation(0)?;
        let end = self.at;
        self.spaces();
        if self.peek() == Some(b'?') {
            return self.choice(start, first);
        }
        self.at = end;
        Some(first)
    }

    fn choice(&mut self, start: usize, condition: Expression) -> Option<Expression> {
        self.expect(b'?')?;
        self.spaces();
        let then = Box::new(self.nested(Self::expression)?);
        self.spaces();
        self.expect(b':')?;
        self.spaces();
        let otherwise = Box::new(self.nested(Self::expression)?);
        let kind = Kind::Conditional { condition: Box::new(condition), then, otherwise };
        Some(Expression { span: self.span(start), kind })
    }

    /// A term, or terms with operators between them that bind at least as strongly as `least`.
    fn operation(&mut self, least: u8) -> Option<Expression> {
        let start = self.at;
        let mut left = self.term()?;
        for _ in 0..MAX_OPERATORS {
            let end = self.at;
            self.spaces();
            let found = self.operator();
            let Some((operator, strength)) = found.filter(|(_, strength)| *strength >= least)
            else {
                // a step of the term before, apart from it
                let is_step = matches!(self.peek(), Some(b'.' | b'[' | b'('));
                let is_over = !is_step || self.follow_dots();
                self.at = end;
                return is_over.then_some(left);
            };
            self.spaces();
            let right = Box::new(self.nested(|reader| reader.operation(strength + 1))?);
            let kind = Kind::Binary { operator, left: Box::new(left), right };
            left = Expression { span: self.span(start), kind };
        }
        None
    }

    /// An operator and how strongly it binds.
    fn operator(&mut self) -> Option<(BinaryOperator, u8)> {
        use BinaryOperator::*;
        let (operator, strength, length) = match (self.peek()?, self.byte(self.at + 1)?) {
            (b'|', b'|') => (Or, 1, 2),
            (b'&', b'&') => (And, 2, 2),
            (b'=', b'=') => (Equal, 3, 2),
            (b'!', b'=') => (NotEqual, 3, 2),
            (b'<', b'=') => (LessOrEqual, 4, 2),
            (b'>', b'=') => (GreaterOrEqual, 4, 2),
            (b'<', _) => (Less, 4, 1),
            (b'>', _) => (Greater, 4, 1),
            (b'+', _) => (Add, 5, 1),
            (b'-', _) => (Subtract, 5, 1),
            (b'*', _) => (Multiply, 6, 1),
            (b'/', _) => (Divide, 6, 1),
            (b'%', _) => (Remainder, 6, 1),
            _ => return None,
        };
        self.at += length;
        Some((operator, strength))
    }

    fn term(&mut self) -> Option<Expression> {
        let start = self.at;
        let kind = match self.peek()? {
            b'"' => self.string()?,
            b'<' => self.nested(Self::heredoc)?,
            b'[' => self.nested(Self::list)?,
            b'{' => self.nested(Self::object)?,
            b'0'..=b'9' => self.number()?,
            b'(' => self.nested(Self::parenthesized)?,
            b'!' => self.nested(Self::negation)?,
            _ => return self.named(),
        };
        let whole = Expression { span: self.span(start), kind };
        let has_steps = matches!(self.peek(), Some(b'.' | b'[')) && !self.follow_dots();
        (!has_steps).then_some(whole)
    }

    fn parenthesized(&mut self) -> Option<Kind> {
        self.expect(b'(')?;
        self.blanks();
        let inner = Box::new(self.nested(Self::expression)?);
        self.blanks();
        self.expect(b')')?;
        Some(Kind::Parenthesized(inner))
    }

    fn negation(&mut self) -> Option<Kind> {
        self.expect(b'!')?;
        self.spaces();
        let operand = Box::new(self.nested(Self::term)?);
        Some(Kind::Unary { operator: UnaryOperator::Not, operand })
    }

    fn number(&mut self) -> Option<Kind> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        let is_whole = !matches!(self.peek(), Some(b'.' | b'e' | b'E'));
        let digits = self.text.get(start..self.at)?;
        (is_whole && digits.len() <= MAX_DIGITS).then(|| Kind::Number(digits.to_owned()))
    }

    /// What begins with a name: a constant, a call, a reference.
    fn named(&mut self) -> Option<Expression> {
        let start = self.at;
        let word = self.word()?;
        let span = self.span(start);
        let next = self.peek();
        let kind = match (word, next) {
            ("null" | "true" | "false", Some(b'(' | b'.' | b'[' | b':')) => return None,
            ("null", _) => Kind::Null,
            ("true" | "false", _) => Kind::Bool(word == "true"),
            (_, Some(b'(')) => self.nested(|reader| reader.call(word, span))?,
            (_, Some(b':')) if self.byte(self.at + 1) == Some(b':') => return None,
            _ => Kind::Variable(word.to_owned()),
        };
        let base = Expression { span: self.span(start), kind };
        let steps = self.nested(Self::steps)?;
        if steps.is_empty() {
            return Some(base);
        }
        let kind = Kind::Traversal { base: Box::new(base), steps };
        Some(Expression { span: self.span(start), kind })
    }

    fn call(&mut self, name: &str, name_span: Span) -> Option<Kind> {
        self.expect(b'(')?;
        self.blanks();
        let mut arguments = Vec::new();
        let mut expand_final = false;
        while !self.takes(b')') {
            arguments.push(self.nested(Self::expression)?);
            self.blanks();
            expand_final = self.dots();
            self.blanks();
            if (expand_final || !self.takes(b',')) && self.peek()? != b')' {
                return None;
            }
            self.blanks();
        }
        Some(Kind::Call { name: name.to_owned(), name_span, arguments, expand_final })
    }

    /// `...`
    pub(super) fn dots(&mut self) -> bool {
        let found = self.follow_dots();
        self.at += if found { 3 } else { 0 };
        found
    }

    fn follow_dots(&self) -> bool {
        self.text.get(self.at..).is_some_and(|rest| rest.starts_with("..."))
    }

    fn steps(&mut self) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        loop {
            let start = self.at;
            let next = self.byte(self.at + 1);
            match self.peek() {
                Some(b'.') if self.follow_dots() => return Some(steps),
                Some(b'.') => {
                    self.at += 1;
                    let name = self.word()?.to_owned();
                    steps.push(Step::Attribute { name, span: self.span(start + 1) });
                }
                Some(b'[') if next == Some(b'*') => {
                    self.at += 2;
                    let span = self.span(start + 1);
                    self.expect(b']')?;
                    // all that follows is done to each element
                    steps.push(Step::Splat { steps: self.nested(Self::steps)?, span });
                    return Some(steps);
                }
                Some(b'[') => {
                    self.at += 1;
                    self.blanks();
                    let key = Box::new(self.nested(Self::expression)?);
                    let span = key.span;
                    self.blanks();
                    self.expect(b']')?;
                    steps.push(Step::Index { key, span });
                }
                _ => return Some(steps),
            }
        }
    }
}
