//! Attributes and blocks.

use ::hcl::edit::structure;

use super::{Fault, Lowering, Range};
use crate::{
    source::Span,
    syntax::hcl::tree::{Attribute, Block, Body},
};

impl Lowering<'_> {
    /// The body, which lies at `span`.
    pub fn body(&self, body: &structure::Body, span: Span) -> Result<Body, Fault> {
        let mut lowered = Body { attributes: Vec::new(), blocks: Vec::new(), span };
        for item in body {
            match item {
                structure::Structure::Attribute(attribute) => {
                    lowered.attributes.push(self.attribute(attribute)?);
                }
                structure::Structure::Block(block) => lowered.blocks.push(self.block(block)?),
            }
        }
        Ok(lowered)
    }

    fn attribute(&self, attribute: &structure::Attribute) -> Result<Attribute, Fault> {
        let name_span = self.span(&attribute.key);
        let value = self.expression(&attribute.value)?;
        let span = name_span.to(value.span);
        Ok(Attribute { name: attribute.key.as_str().to_owned(), name_span, value, span })
    }

    fn block(&self, block: &structure::Block) -> Result<Block, Fault> {
        let whole = self.range(block);
        let kind = self.range(&block.ident);
        let labels = block.labels.iter().map(|label| (label.as_str().to_owned(), self.span(label)));
        let header =
            kind.start..block.labels.last().map_or(kind.end, |label| self.range(label).end);
        let inside = self.inside(&whole, header.end);
        Ok(Block {
            kind: block.ident.as_str().to_owned(),
            kind_span: self.span_of(&kind),
            labels: labels.collect(),
            header: self.span_of(&header),
            span: self.span_of(&whole),
            body: self.body(&block.body, self.span_of(&inside))?,
        })
    }

    /// What lies between a block's braces; comments before the first are already blank in the survey's copy.
    fn inside(&self, block: &Range, header_end: usize) -> Range {
        let end = block.end.saturating_sub(1);
        let before = self.survey.prepared.get(header_end..end).unwrap_or_default();
        let start = header_end + before.find('{').map_or(0, |brace| brace + 1);
        start..end
    }
}
