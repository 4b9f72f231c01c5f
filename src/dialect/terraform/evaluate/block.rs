//! The arguments and nested blocks of a block, as values.

use ecow::EcoVec;

use super::{Evaluator, Outcome, Scope, for_expression};
use crate::{
    syntax::hcl::{Attribute, Block, Body, Expression},
    value::{Entry, Is, List, ListKind, Map, MapKind, Rest, Value, lift2},
};

/// The body of a block in one scope.
pub(in super::super) struct Fields<'e, 'a> {
    pub evaluator: &'e Evaluator<'a>,
    pub body: &'e Body,
    pub scope: Scope,
}

/// Arguments and blocks that speak to Terraform itself.
pub(in super::super) const META: &[&str] = &[
    "//",
    "count",
    "for_each",
    "provider",
    "depends_on",
    "lifecycle",
    "provisioner",
    "connection",
];

impl<'e, 'a> Fields<'e, 'a> {
    pub fn new(evaluator: &'e Evaluator<'a>, body: &'e Body, scope: Scope) -> Fields<'e, 'a> {
        Fields { evaluator, body, scope }
    }

    pub fn attribute(&self, name: &str) -> Option<&'e Attribute> {
        self.body.attribute(name)
    }

    /// An argument, or nested blocks as a list; absent when there is neither. What fails is not known.
    pub fn get(&self, name: &str) -> Value {
        if let Some(attribute) = self.attribute(name) {
            let value = self.evaluator.settled(&attribute.value, &self.scope);
            return if value.span.is_none() { value.at(Some(attribute.value.span)) } else { value };
        }
        if !self.kinds().any(|kind| kind == name) {
            return Value::absent();
        }
        let (outcome, _) = self.evaluator.watched(|| self.blocks(name));
        self.evaluator.or_unknown(outcome, self.body.span)
    }

    /// The types of the blocks that the body makes, with repetitions.
    fn kinds(&self) -> impl Iterator<Item = &'e str> {
        self.body.blocks.iter().map(made)
    }

    /// The blocks of a type, static and dynamic in source order, as a list of maps.
    ///
    /// # Errors
    /// Where a `for_each` surely has no blocks to make.
    pub fn blocks(&self, kind: &str) -> Outcome {
        let mut all = Value::list(EcoVec::new());
        for block in self.body.blocks.iter().filter(|block| made(block) == kind) {
            let more = if block.kind == "dynamic" {
                self.dynamic(block, kind)?
            } else {
                let fields = Fields::new(self.evaluator, &block.body, self.scope.clone());
                Value::list([fields.all(Some(block))].into())
            };
            all = lift2(&all, &more, joined);
        }
        Ok(all.at(self
            .body
            .blocks
            .iter()
            .find(|block| made(block) == kind)
            .map(|block| block.span)))
    }

    fn dynamic(&self, block: &Block, kind: &str) -> Outcome {
        let (Some(for_each), Some(content)) =
            (block.body.attribute("for_each"), block.body.blocks("content").next())
        else {
            return Ok(Value::unknown(
                "a dynamic block without for_each or content",
                Some(block.span),
            ));
        };
        let name = block.body.attribute("iterator").and_then(|iterator| name_of(&iterator.value));
        let name = name.unwrap_or_else(|| kind.to_owned());
        let collection = self.evaluator.eval(&for_each.value, &self.scope)?;
        self.evaluator.lift(&collection, |one| {
            let pairs = super::pairs(one)?;
            let mut items = Vec::with_capacity(pairs.known.len());
            for (key, value) in pairs.known {
                let via = [one.via.as_slice(), value.via.as_slice()].concat();
                let present = value.clone();
                let iterator = vec![
                    Entry { key: "key".into(), value: key },
                    Entry { key: "value".into(), value },
                ];
                let scope = self.scope.with(&name, Value::map(iterator.into()));
                let fields = Fields::new(self.evaluator, &content.body, scope);
                let mut item = fields.all(Some(block));
                item.via.extend(via);
                items.push(only_where(&present, item));
            }
            Ok(for_expression::list(items, pairs.open, ListKind::Tuple))
        })
    }

    /// The whole body as a map; `of` is the block that it belongs to.
    pub fn all(&self, of: Option<&Block>) -> Value {
        let mut entries = EcoVec::new();
        for attribute in &self.body.attributes {
            if META.contains(&attribute.name.as_str()) {
                continue;
            }
            let key = crate::text::Text::written(attribute.name.as_str(), attribute.name_span);
            entries.push(Entry { key, value: self.get(&attribute.name) });
        }
        let mut kinds: Vec<&str> = self.kinds().filter(|kind| !META.contains(kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            entries.push(Entry { key: kind.into(), value: self.get(kind) });
        }
        let map = Map { entries, rest: Rest::Closed, kind: MapKind::Object };
        Value { span: of.map(|block| block.span), ..Is::Map(map).into() }
    }
}

/// The type of the block that a block or a `dynamic` block makes.
pub(in super::super) fn made(block: &Block) -> &str {
    let label = if block.kind == "dynamic" { block.label(0) } else { None };
    label.unwrap_or(&block.kind)
}

/// `iterator = rule`, or a string in JSON.
fn name_of(expression: &Expression) -> Option<String> {
    match &expression.kind {
        crate::syntax::hcl::ExpressionKind::Variable(name) => Some(name.clone()),
        _ => expression.plain().map(|text| text.as_str().to_owned()),
    }
}

/// The item in the worlds where its element is there.
fn only_where(element: &Value, item: Value) -> Value {
    match &element.is {
        Is::Either(all) if all.iter().any(|(_, one)| one.is_absent()) => {
            crate::value::lift(element, |one| {
                if one.is_absent() { Value::absent() } else { item.clone() }
            })
        }
        _ => item,
    }
}

/// Two lists one after the other.
fn joined(a: &Value, b: &Value) -> Value {
    let part = |value: &Value| match &value.is {
        Is::List(list) => list.clone(),
        _ => List { items: EcoVec::new(), open: value.origins(), kind: ListKind::Tuple },
    };
    let (mut a, b) = (part(a), part(b));
    a.items.extend(b.items);
    a.open = match (a.open, b.open) {
        (Some(a), Some(b)) => Some(a.and(&b)),
        (a, b) => a.or(b),
    };
    Is::List(a).into()
}
