//! Attributes and blocks.

use super::Reader;
use crate::{
    source::Span,
    syntax::hcl::tree::{Attribute, Block, Body},
};

/// A body with more attributes is left to the parser, which knows a quicker way to find one that stands twice.
const MAX_ATTRIBUTES: usize = 64;

impl Reader<'_> {
    /// One attribute or block and the blanks around it, or blanks alone.
    pub(super) fn item(&mut self, span: Span) -> Option<Body> {
        let mut body = Body { attributes: Vec::new(), blocks: Vec::new(), span };
        self.blanks();
        while self.peek().is_some() {
            self.structure(&mut body)?;
            self.spaces();
            if self.peek().is_some() {
                self.line_end()?;
            }
            self.blanks();
        }
        Some(body)
    }

    fn structure(&mut self, into: &mut Body) -> Option<()> {
        let start = self.at;
        let name = self.word()?;
        let name_span = self.span(start);
        self.spaces();
        if self.peek()? == b'=' {
            let attribute = self.attribute(name, name_span)?;
            let is_new = into.attributes.iter().all(|known| known.name != attribute.name);
            into.attributes.push(attribute);
            return (is_new && into.attributes.len() <= MAX_ATTRIBUTES).then_some(());
        }
        let block = self.block(start, name, name_span)?;
        into.blocks.push(block);
        Some(())
    }

    fn attribute(&mut self, name: &str, name_span: Span) -> Option<Attribute> {
        self.expect(b'=')?;
        self.spaces();
        let value = self.expression()?;
        let span = name_span.to(value.span);
        Some(Attribute { name: name.to_owned(), name_span, value, span })
    }

    fn block(&mut self, start: usize, kind: &str, kind_span: Span) -> Option<Block> {
        let mut labels = Vec::new();
        let mut header = kind_span;
        while self.peek()? != b'{' {
            let label_start = self.at;
            let label = self.label()?;
            let span = self.span(label_start);
            header = kind_span.to(span);
            labels.push((label, span));
            self.spaces();
        }
        let body = self.nested(Self::block_body)?;
        let span = self.span(start);
        Some(Block { kind: kind.to_owned(), kind_span, labels, header, span, body })
    }

    fn label(&mut self) -> Option<String> {
        if self.peek() == Some(b'"') {
            let label = self.text.get(self.plain_string()?)?;
            return (!label.contains('\\')).then(|| label.to_owned());
        }
        self.word().map(str::to_owned)
    }

    /// From brace to brace: items on lines of their own, or at most one attribute on the same line.
    fn block_body(&mut self) -> Option<Body> {
        self.expect(b'{')?;
        let inside = self.at;
        let mut body = Body { attributes: Vec::new(), blocks: Vec::new(), span: self.span(inside) };
        self.spaces();
        if matches!(self.peek()?, b'\r' | b'\n') {
            self.lines(&mut body)?;
        } else if self.peek()? != b'}' {
            let start = self.at;
            let name = self.word()?;
            let name_span = self.span(start);
            self.spaces();
            body.attributes.push(self.attribute(name, name_span)?);
            self.spaces();
        }
        body.span = self.span(inside);
        self.expect(b'}')?;
        Some(body)
    }

    fn lines(&mut self, body: &mut Body) -> Option<()> {
        self.line_end()?;
        self.blanks();
        while self.peek()? != b'}' {
            self.structure(body)?;
            self.spaces();
            self.line_end()?;
            self.blanks();
        }
        Some(())
    }
}
