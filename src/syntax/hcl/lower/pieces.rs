//! A template as a flat run of pieces, the form in which strip markers and indentation are settled.

use ::hcl::edit::template::{Directive, Element, ForDirective, IfDirective, Strip};

use super::{Fault, Lowering, Range};
use crate::{
    source::Span,
    syntax::hcl::tree::{Expression, ForSource},
    text::Text,
};

/// One literal or one sequence of a template. Literals of heredocs and bare templates are single lines.
pub(super) enum Piece {
    Literal(Text),
    Sequence(Sequence, Strip),
}

pub(super) enum Sequence {
    Interpolation(Expression, Span),
    If(Expression, Span),
    Else,
    For(Box<ForSource>, Span),
    /// `endif` or `endfor`
    End,
}

/// How the literals of a template are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Literals {
    Quoted,
    Lines,
}

impl Lowering<'_> {
    pub(super) fn pieces<'p>(
        &self,
        elements: impl Iterator<Item = &'p Element>,
        literals: Literals,
        into: &mut Vec<Piece>,
    ) -> Result<(), Fault> {
        for element in elements {
            let range = self.range(element);
            match element {
                Element::Literal(_) if literals == Literals::Quoted => {
                    into.push(Piece::Literal(self.decoded(&range, true)));
                }
                Element::Literal(_) => self.lines(&range, into),
                Element::Interpolation(parsed) => {
                    let expression = self.expression(&parsed.expr)?;
                    let sequence = Sequence::Interpolation(expression, self.span_of(&range));
                    into.push(Piece::Sequence(sequence, parsed.strip));
                }
                Element::Directive(directive) => {
                    let span = self.span_of(&range);
                    match directive.as_ref() {
                        Directive::If(parsed) => self.if_pieces(parsed, span, literals, into)?,
                        Directive::For(parsed) => self.for_pieces(parsed, span, literals, into)?,
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn lines(&self, range: &Range, into: &mut Vec<Piece>) {
        let mut start = range.start;
        for line in self.written(range).split_inclusive('\n') {
            into.push(Piece::Literal(self.decoded(&(start..start + line.len()), false)));
            start += line.len();
        }
    }

    fn if_pieces(
        &self,
        parsed: &IfDirective,
        span: Span,
        literals: Literals,
        into: &mut Vec<Piece>,
    ) -> Result<(), Fault> {
        let condition = self.expression(&parsed.if_expr.cond_expr)?;
        into.push(Piece::Sequence(Sequence::If(condition, span), parsed.if_expr.strip));
        self.pieces(parsed.if_expr.template.iter(), literals, into)?;
        if let Some(otherwise) = &parsed.else_expr {
            into.push(Piece::Sequence(Sequence::Else, otherwise.strip));
            self.pieces(otherwise.template.iter(), literals, into)?;
        }
        into.push(Piece::Sequence(Sequence::End, parsed.endif_expr.strip));
        Ok(())
    }

    fn for_pieces(
        &self,
        parsed: &ForDirective,
        span: Span,
        literals: Literals,
        into: &mut Vec<Piece>,
    ) -> Result<(), Fault> {
        let head = &parsed.for_expr;
        let source = Box::new(ForSource {
            key: head.key_var.as_ref().map(|name| name.as_str().to_owned()),
            value: head.value_var.as_str().to_owned(),
            collection: self.expression(&head.collection_expr)?,
        });
        into.push(Piece::Sequence(Sequence::For(source, span), head.strip));
        self.pieces(head.template.iter(), literals, into)?;
        into.push(Piece::Sequence(Sequence::End, parsed.endfor_expr.strip));
        Ok(())
    }
}
