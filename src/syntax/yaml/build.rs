//! From the parser's events to the tree.

use std::collections::HashMap;

use granit_parser::{Event, Span as Range, StructureStyle};

use crate::{
    finding::Problem,
    source::{FileId, Label, Span},
    text::Text,
};

use super::{
    super::node::{Document, Kind, MAX_DEPTH, MAX_NODES, Node, Prune, Tag, duplicates},
    error,
    frame::{Body, Frame, Key, Measured, Pairs},
    merge::merge,
    scalar::{Scalar, resolve},
};

/// How much all aliases of a file together may stand for, in nodes.
const ALIAS_BUDGET: usize = 1_000_000;

pub struct Builder<'a> {
    text: &'a str,
    file: FileId,
    open: Vec<Frame>,
    anchors: HashMap<usize, Measured>,
    /// How many values came by.
    nodes: usize,
    /// What the aliases so far stand for.
    lent: usize,
    /// Where the last key, scalar or opening bracket ended.
    last_end: usize,
    root: Option<Node>,
    comments: Vec<Label>,
    problems: Vec<Problem>,
    prune: Option<Prune<'a>>,
}

impl<'a> Builder<'a> {
    pub fn new(text: &'a str, file: FileId, prune: Option<Prune<'a>>) -> Builder<'a> {
        Builder {
            text,
            file,
            open: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            lent: 0,
            last_end: 0,
            root: None,
            comments: Vec::new(),
            problems: Vec::new(),
            prune,
        }
    }

    /// Whether the first document has been read to its end.
    pub fn is_finished(&self) -> bool {
        self.root.is_some()
    }

    pub fn finish(self) -> Document {
        let nothing = Node { span: self.span(0, 0), tag: None, kind: Kind::Null };
        let root = self.root.unwrap_or(nothing);
        Document { root, comments: self.comments, problems: self.problems }
    }

    /// Takes the next event. Fails on aliases that cannot be followed and on nesting too deep.
    pub fn take(&mut self, event: Event<'_>, range: &Range) -> Result<(), Problem> {
        let (start, end) = range.byte_range().map_or((0, 0), |bytes| (bytes.start, bytes.end));
        let is_value =
            matches!(event, Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..));
        let is_key = self.open.last().is_some_and(Frame::wants_key);
        self.nodes += usize::from(is_value && !is_key);
        if self.nodes > MAX_NODES {
            return Err(error::too_many(self.span(start, end)));
        }
        match event {
            Event::Comment(text, _) if text.contains("cors-lint") => {
                self.comments.push(Label::new(self.span(start, end), text));
            }
            Event::Scalar(value, style, anchor, tag) => {
                let scalar = Scalar { value: &value, style, start, end };
                let node = self.scalar(&scalar, tag.as_deref(), range);
                self.last_end = end;
                return self.complete(Measured::scalar(node), anchor);
            }
            Event::Alias(anchor) => return self.alias(anchor, start, end),
            Event::SequenceStart(style, anchor, tag) => {
                let start = if style == StructureStyle::Block { self.dash(start) } else { start };
                let tag = tag.and_then(|tag| self.tag(&tag, range));
                self.push(anchor, tag, start, end, Body::List(Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                let tag = tag.and_then(|tag| self.tag(&tag, range));
                self.push(anchor, tag, start, end, Body::Map(Pairs::default()));
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(start, end),
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, anchor: usize, tag: Option<Box<Tag>>, start: usize, end: usize, body: Body) {
        let start = start as u32;
        self.last_end = end;
        self.open.push(Frame { anchor, tag, start, end: end as u32, height: 0, weight: 1, body });
    }

    fn close(&mut self, start: usize, end: usize) -> Result<(), Problem> {
        let Some(mut frame) = self.open.pop() else { return Ok(()) };
        if let Body::Map(pairs) = &mut frame.body {
            duplicates(&pairs.entries, &mut self.problems);
            merge(pairs, &mut self.problems);
            // what has an anchor may be part of another map
            let prune = self.prune.as_mut().filter(|prune| prune.depth == self.open.len());
            if let Some(prune) = prune.filter(|_| frame.anchor == 0) {
                // what an alias stands for was read elsewhere
                (prune.look)(&mut pairs.entries, None);
            }
        }
        let end = if start < end { end as u32 } else { frame.end };
        let span = Span { file: self.file, start: frame.start, end };
        let span = frame.tag.as_ref().map_or(span, |tag| tag.span.to(span));
        let anchor = frame.anchor;
        let closed = frame.close(span);
        if closed.height > MAX_DEPTH {
            return Err(error::too_deep(span.front()));
        }
        self.complete(closed, anchor)
    }

    /// Hands a finished value to its anchor and to what holds it.
    fn complete(&mut self, value: Measured, anchor: usize) -> Result<(), Problem> {
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        if self.open.last().is_some_and(Frame::wants_key) {
            let key = self.key(value.node);
            if let Some(Frame { body: Body::Map(pairs), .. }) = self.open.last_mut() {
                pairs.key = Some(key);
            }
            return Ok(());
        }
        match self.open.last_mut() {
            Some(frame) => frame.add(value),
            None => self.root = Some(value.node),
        }
        Ok(())
    }

    fn key(&mut self, node: Node) -> Key {
        if self.text.get(node.span.start as usize..node.span.end as usize) == Some("<<") {
            return Key::Merge;
        }
        match node.kind {
            Kind::Null => Key::Text(Text::default(), node.span),
            Kind::Text(text) | Kind::Number(text) | Kind::Bool { text, .. } => {
                Key::Text(text, node.span)
            }
            Kind::List(_) | Kind::Map(_) => {
                let message = "a list or a map cannot be a key here; its entry is left out";
                self.problems.push(Problem::warning("key-not-text", message, node.span));
                Key::Other
            }
        }
    }

    fn alias(&mut self, anchor: usize, start: usize, end: usize) -> Result<(), Problem> {
        let span = self.span(start, end);
        self.last_end = end;
        let Some(target) = self.anchors.get(&anchor) else {
            let message = "this alias stands inside the value that it refers to";
            return Err(Problem::error("syntax", message, span));
        };
        self.lent = self.lent.saturating_add(target.weight);
        if self.lent > ALIAS_BUDGET {
            let message = "the aliases up to here stand for more than 1,000,000 values".to_owned();
            return Err(Problem::error("syntax", message, span));
        }
        let mut value = target.clone();
        value.node.span = span;
        self.complete(value, 0)
    }

    fn scalar(&self, scalar: &Scalar<'_>, tag: Option<&granit_parser::Tag>, range: &Range) -> Node {
        let own_tag = tag.and_then(|tag| self.tag(tag, range));
        if scalar.is_empty() {
            let at = if tag.is_some() { scalar.start } else { self.behind_colon(scalar.start) };
            let span = self.span(at, at);
            let span = own_tag.as_ref().map_or(span, |tag| tag.span.to(span));
            return Node { span, tag: own_tag, kind: Kind::Null };
        }
        let text = scalar.text(self.text, self.file);
        let span = scalar.span(self.text, self.file);
        let span = own_tag.as_ref().map_or(span, |tag| tag.span.to(span));
        let plain = scalar.style == granit_parser::ScalarStyle::Plain;
        let is_text = own_tag.is_some() || tag.is_some_and(means_text) || !plain;
        let kind = if is_text { Kind::Text(text) } else { resolve(text) };
        Node { span, tag: own_tag, kind }
    }

    /// A local tag; the tags of YAML itself say nothing that the text does not.
    fn tag(&self, tag: &granit_parser::Tag, range: &Range) -> Option<Box<Tag>> {
        let full = format!("{}{}", tag.handle(), tag.suffix());
        let name = full.strip_prefix('!').filter(|name| !name.is_empty())?;
        let bytes = range.tag_span()?.byte_range()?;
        Some(Box::new(Tag { name: name.to_owned(), span: self.span(bytes.start, bytes.end) }))
    }

    /// Where a value would stand that is missing after the key that ends at `at`.
    fn behind_colon(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest.get(blanks..).is_some_and(|rest| rest.starts_with(':')) {
            at + blanks + 1
        } else {
            at
        }
    }

    /// The first dash of a block list: the parser steps over it when a map holds the list without indentation.
    fn dash(&self, start: usize) -> usize {
        if !matches!(self.open.last(), Some(Frame { body: Body::Map(_), .. })) {
            return start;
        }
        let before = self.text.get(self.last_end..start).unwrap_or_default().trim_end();
        let Some(rest) = before.strip_suffix('-') else { return start };
        let line = rest.rsplit(['\n', '\r']).next().unwrap_or_default();
        let own_line = line.len() < rest.len() && line.trim().is_empty();
        if own_line { self.last_end + rest.len() } else { start }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start: start as u32, end: end as u32 }
    }
}

/// `!!str`, or the tag `!` alone.
fn means_text(tag: &granit_parser::Tag) -> bool {
    tag.is_yaml_core_schema_tag("str") || format!("{}{}", tag.handle(), tag.suffix()) == "!"
}
