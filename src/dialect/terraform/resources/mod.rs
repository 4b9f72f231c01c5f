//! Resources and data sources: the values of their attributes, and what they say.

mod arn;
mod assumptions;
mod attributes;
mod awscc;
mod beside;
mod buckets;
mod collect;
mod events;
mod finish;
mod foreign;
mod functions;
mod iam;
mod idle;
mod labeling;
mod machines;
mod objects;
mod policy_document;
mod providers;
mod provisioners;
mod stacks;

use std::{borrow::Cow, rc::Rc};

pub(super) use collect::Collector;

use super::{
    evaluate::{Done, Evaluator, Expansion, Fields, Item, Key, META, Outcome, Scope, Shape, made},
    program::{Mode, Resource},
};
use crate::{
    facts::Language,
    source::Span,
    text::Text,
    value::{Class, Entry, Guard, Is, List, Map, MapKind, Origins, Rest, Symbol, Value, lift},
};

/// One instance of a resource or data source.
pub(super) struct Of<'e, 'a> {
    pub evaluator: &'e Evaluator<'a>,
    /// The module instance.
    pub instance: usize,
    pub resource: &'a Resource,
    shape: Shape,
    pub item: &'e Item,
}

/// Blocks as the provider gives them back: with all arguments of their schema, also those that are not written.
fn opened(blocks: &Value) -> Value {
    lift(blocks, |blocks| match &blocks.is {
        Is::List(list) => {
            let items = list.items.iter().map(opened).collect();
            Value { is: Is::List(List { items, ..list.clone() }), ..blocks.clone() }
        }
        Is::Map(map) => {
            let reason = "an argument that is not written, which the provider fills in";
            let rest = Rest::Open(Origins::one(reason, blocks.span));
            Value { is: Is::Map(Map { rest, ..map.clone() }), ..blocks.clone() }
        }
        _ => blocks.clone(),
    })
}

impl<'e, 'a> Of<'e, 'a> {
    pub fn new(
        evaluator: &'e Evaluator<'a>,
        instance: usize,
        resource: &'a Resource,
        expansion: &'e Expansion,
        item: &'e Item,
    ) -> Of<'e, 'a> {
        Of { evaluator, instance, resource, shape: expansion.shape, item }
    }

    /// The address within its module: `aws_s3_bucket.x["a"]`.
    pub fn local_address(&self) -> String {
        format!("{}{}", self.resource.address(), self.item.key)
    }

    /// The address as Terraform prints it.
    pub fn address(&self) -> String {
        let path = &self.evaluator.instance(self.instance).path;
        let dot = if path.is_empty() { "" } else { "." };
        format!("{path}{dot}{}", self.local_address())
    }

    /// The block's first line, or that of the call that made it.
    pub fn header(&self) -> Span {
        self.shown_at().map_or(self.resource.block.header, |(header, _)| header)
    }

    /// The whole block, or the call that made it.
    pub fn body(&self) -> Span {
        self.shown_at().map_or(self.resource.block.span, |(_, body)| body)
    }

    /// The call that stands for the block, when its module is not the tree's own.
    pub fn shown_at(&self) -> Option<(Span, Span)> {
        self.evaluator.instance(self.instance).shown_at
    }

    /// When it exists; `None` when no world has it.
    pub fn exists(&self) -> Option<Guard> {
        self.evaluator.instance(self.instance).exists.and(&self.item.guard)
    }

    pub fn fields(&self) -> Fields<'e, 'a> {
        Fields::new(self.evaluator, &self.resource.block.body, self.scope())
    }

    fn scope(&self) -> Scope {
        self.item.scope(self.shape, self.instance)
    }

    /// An argument or the nested blocks of a type.
    pub fn get(&self, name: &str) -> Value {
        self.evaluator.planned(&self.address(), name, self.fields().get(name))
    }

    /// What the attribute is after the resource is made.
    pub fn attribute(&self, name: &str) -> Rc<Done> {
        let key = Key::Attribute(self.instance, self.local_address(), name.to_owned());
        self.evaluator.once(key, || {
            if let Some(known) = attributes::known(self, name) {
                return Ok(known);
            }
            let outcome = self.written(name)?;
            Ok(self.evaluator.planned(&self.address(), name, outcome))
        })
    }

    fn written(&self, name: &str) -> Outcome {
        let fields = self.fields();
        if let Some(attribute) = fields.attribute(name) {
            let value = self.evaluator.eval(&attribute.value, &fields.scope)?;
            // what is null here may be filled in by the provider
            return Ok(if value.is_null() {
                self.opaque(name)
            } else {
                self.as_blocks(name, value)
            });
        }
        let blocks = fields.get(name);
        Ok(if blocks.is_absent() { self.opaque(name) } else { opened(&blocks) })
    }

    /// In JSON, one block may be written as an object; it is a list of one all the same.
    fn as_blocks(&self, name: &str, value: Value) -> Value {
        let is_object = matches!(value.is, Is::Map(_)) && name == "cors_rule";
        if is_object && self.resource.language == Language::TerraformJson {
            return opened(&Value::list([value].into()));
        }
        value
    }

    /// The resource as an object: its arguments, what is known of the rest, and names for everything else.
    pub fn object(&self) -> Outcome {
        let arguments = self.resource.block.body.attributes.iter();
        let mut names: Vec<&str> = arguments.map(|argument| argument.name.as_str()).collect();
        names.extend(attributes::names(&self.resource.kind));
        let blocks = self.resource.block.body.blocks.iter().map(made);
        names.extend(blocks.filter(|kind| !META.contains(kind)));
        names.sort_unstable();
        names.dedup();
        let mut entries = Vec::with_capacity(names.len());
        for name in names {
            let done = self.attribute(name);
            let value = match done.value() {
                Ok(value) => value.clone(),
                Err(failure) => self.evaluator.or_unknown(Err(failure), self.header()),
            };
            entries.push(Entry { key: Text::from(name), value });
        }
        let rest = Rest::Attributes(self.evaluator.id(self.instance, &self.local_address()).into());
        Ok(Is::Map(Map { entries: entries.into(), rest, kind: MapKind::Object }).into())
    }

    /// An attribute that only AWS knows: a text of its own.
    pub fn opaque(&self, name: &str) -> Value {
        Value::symbol(self.symbol(name, Class::Any))
    }

    pub fn symbol(&self, name: &str, class: Class) -> Symbol {
        let shown = format!("{}.{name}", self.local_address());
        Symbol::new(self.evaluator.id(self.instance, &shown), shown, class)
    }

    /// The name of what the resource makes, defined by its argument or its prefix.
    pub fn name(&self, argument: &str, prefix: &str, class: Class) -> Symbol {
        let symbol = self.symbol(argument, class).at(Some(self.header()));
        let fields = self.fields();
        let given = self.get(argument);
        if !given.is_absent() && !given.is_null() {
            return symbol.defined(given);
        }
        if let Some(id) = self.evaluator.imported(&self.address(), argument) {
            return symbol.defined(id);
        }
        let prefix = fields.get(prefix);
        let Some(mut parts) = prefix.as_parts().map(Cow::into_owned) else { return symbol };
        let suffix = self.symbol(&format!("{argument} suffix"), Class::BucketName);
        parts.push(crate::value::Part::Symbol(suffix));
        symbol.defined(Value::parts(parts).at(prefix.span))
    }

    /// The construct that a synthesized block was made from: `Stack/Frames`.
    pub fn construct(&self) -> Option<Value> {
        let remark = self.resource.block.body.attribute("//")?;
        let value = self.evaluator.constant(&remark.value).ok()?;
        Some(value.path(&["metadata", "path"])).filter(|path| path.constant().is_some())
    }

    pub fn is_data(&self) -> bool {
        self.resource.mode == Mode::Data
    }
}
