//! Templates: quoted, heredoc and bare.

use ::hcl::edit::template;

use super::{
    Fault, Lowering, Range,
    pieces::{Literals, Piece, Sequence},
    settle,
};
use crate::{
    source::Span,
    syntax::hcl::tree::{Expression, ExpressionKind, Segment},
};

type Pieces = std::vec::IntoIter<Piece>;

impl Lowering<'_> {
    /// The expression of a bare template, which covers the whole text.
    pub fn template(&self, template: &template::Template) -> Result<Expression, Fault> {
        let mut pieces = Vec::new();
        self.pieces(template.iter(), Literals::Lines, &mut pieces)?;
        settle::strip(&mut pieces);
        let span = self.span_of(&(self.base..self.text.len()));
        Ok(Expression { span, kind: ExpressionKind::Template(segments(pieces)) })
    }

    pub(super) fn quoted_template(
        &self,
        template: &template::StringTemplate,
    ) -> Result<Vec<Segment>, Fault> {
        let mut pieces = Vec::new();
        self.pieces(template.iter(), Literals::Quoted, &mut pieces)?;
        settle::strip(&mut pieces);
        Ok(segments(pieces))
    }

    /// `range` is that of the whole heredoc.
    pub(super) fn heredoc(
        &self,
        heredoc: &template::HeredocTemplate,
        range: &Range,
    ) -> Result<Vec<Segment>, Fault> {
        let mut pieces = Vec::new();
        self.pieces(heredoc.template.iter(), Literals::Lines, &mut pieces)?;
        settle::strip(&mut pieces);
        if self.written(range).starts_with("<<-") {
            settle::dedent(&mut pieces);
        }
        Ok(segments(pieces))
    }
}

/// A piece of a heredoc that has no directives and no strip markers.
pub enum Plain {
    Literal(Range),
    Interpolation(Expression, Span),
}

impl Lowering<'_> {
    pub fn plain_heredoc(&self, plain: Vec<Plain>, indented: bool) -> Vec<Segment> {
        let mut pieces = Vec::new();
        for piece in plain {
            match piece {
                Plain::Literal(range) => self.lines(&range, &mut pieces),
                Plain::Interpolation(expression, span) => {
                    let sequence = Sequence::Interpolation(expression, span);
                    pieces.push(Piece::Sequence(sequence, template::Strip::None));
                }
            }
        }
        if indented {
            settle::dedent(&mut pieces);
        }
        segments(pieces)
    }
}

/// Pieces as nested segments. An empty literal beside a lone interpolation stays, because with it the whole is a string.
fn segments(pieces: Vec<Piece>) -> Vec<Segment> {
    let literals = pieces.iter().any(|piece| matches!(piece, Piece::Literal(_)));
    let mut segments = branch(&mut pieces.into_iter()).0;
    if literals && matches!(segments.as_slice(), [Segment::Interpolation { .. }]) {
        segments.push(Segment::Literal("".into()));
    }
    segments
}

/// The segments up to an `else` or an end, and whether it was `else`. The parser bounds the depth.
fn branch(pieces: &mut Pieces) -> (Vec<Segment>, bool) {
    let mut segments: Vec<Segment> = Vec::new();
    while let Some(piece) = pieces.next() {
        let segment = match piece {
            Piece::Literal(text) if text.is_empty() => continue,
            Piece::Literal(text) => {
                if let Some(Segment::Literal(before)) = segments.last_mut() {
                    before.append(&text);
                    continue;
                }
                Segment::Literal(text)
            }
            Piece::Sequence(Sequence::Interpolation(expression, span), _) => {
                Segment::Interpolation { expression, span }
            }
            Piece::Sequence(Sequence::If(condition, span), _) => {
                let (then, has_else) = branch(pieces);
                let otherwise = if has_else { branch(pieces).0 } else { Vec::new() };
                Segment::If { condition, then, otherwise, span }
            }
            Piece::Sequence(Sequence::For(source, span), _) => {
                Segment::For { source, body: branch(pieces).0, span }
            }
            Piece::Sequence(Sequence::Else, _) => return (segments, true),
            Piece::Sequence(Sequence::End, _) => break,
        };
        segments.push(segment);
    }
    (segments, false)
}
