//! From stack to stack: outputs, exports, imports.

use std::{collections::HashMap, sync::Arc};

use crate::{
    source::Span,
    syntax::node::Node,
    value::{Class, Guard, Part, Symbol, Value},
};

use super::{super::deployment::Kept, Call, Context};

/// Where the names that stacks share lead: a stack and a node in it.
#[derive(Default)]
pub struct Exports {
    /// By the name of an export, holes included.
    exports: HashMap<String, Vec<(usize, Node)>>,
    /// By the written text of a name that starts with the name of its stack.
    forms: HashMap<String, Vec<(usize, Node)>>,
    /// By the text of a name, with the name of the stack that makes it so.
    named: HashMap<String, Vec<(usize, Node, String)>>,
    /// By the name of a stack.
    stacks: HashMap<String, Vec<usize>>,
    /// By the name under which the CDK carries a value to another region.
    carried: HashMap<String, (usize, Node)>,
}

impl Exports {
    /// The only export whose name, like this one, ends in this text behind the name of a stack.
    fn of_form(&self, parts: &[Part]) -> Option<&(usize, Node)> {
        match self.forms.get(form(parts)?)?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

impl<'a> Context<'a> {
    /// The value of one of the stack's outputs.
    pub fn output(self, name: &str) -> Option<Value> {
        let node = self.stack()?.template.output(name)?.node.get("Value")?;
        Some(self.once(Kept::Output, name, || self.value(node)))
    }

    pub(super) fn import(self, call: &Call) -> Value {
        let at = call.argument.span;
        let name = self.argument(call);
        let key = name.as_parts().as_deref().and_then(key);
        let exports = self.exports();
        let found = key.as_ref().and_then(|key| exports.exports.get(key));
        if let Some((stack, node)) = found.and_then(|all| self.nearest(all)) {
            let value = self.deployment.context(*stack).value(node);
            return value.through(at, "imported here");
        }
        if let Some(value) = self.by_stack_name(&name, &exports, at) {
            return value;
        }
        if let Some((stack, node)) = name.as_parts().and_then(|parts| exports.of_form(&parts)) {
            let value = self.deployment.context(*stack).value(node);
            return value.through(at, "taken for the one export with a name of this form");
        }
        let shown = format!("Fn::ImportValue {}", name.shown());
        let id = key.unwrap_or_else(|| shown.clone());
        Value::symbol(Symbol::new(format!("import {id}"), shown, Class::Any).at(Some(at)))
    }

    /// The export that has this name where its stack is deployed under a name that is known.
    fn by_stack_name(self, name: &Value, exports: &Exports, at: Span) -> Option<Value> {
        let text = settled(&name.as_parts()?, &Guard::always())?;
        let [(stack, node, stack_name)] = exports.named.get(&text)?.as_slice() else { return None };
        let context = self.deployment.context(*stack);
        let value = context.value(node).through(at, "imported here");
        let shown = format!("Fn::ImportValue {text}");
        let id = format!("import {text}");
        let unseen = || Value::symbol(Symbol::new(&*id, &*shown, Class::Any).at(Some(at)));
        Some(context.where_named(stack_name, &value, &unseen))
    }

    /// The export whose template lies nearest: examples often stand in several copies.
    fn nearest(self, all: &[(usize, Node)]) -> Option<&(usize, Node)> {
        let own = self.stack().map_or("", |stack| stack.scope.as_ref());
        let shared = |(stack, _): &&(usize, Node)| {
            let scope = self.deployment.stacks.get(*stack).map_or("", |stack| stack.scope.as_ref());
            scope.bytes().zip(own.bytes()).take_while(|(a, b)| a == b).count()
        };
        all.iter().rev().max_by_key(shared)
    }

    pub(super) fn stack_output(self, call: &Call) -> Value {
        let at = call.argument.span;
        let text = |key: &str| call.argument.get(key).and_then(|node| self.value(node).constant());
        let (Some(stack), Some(output)) = (text("StackName"), text("OutputName")) else {
            return Value::unknown("an output of a stack that is not known", Some(at));
        };
        let region = text("Region");
        let exports = self.exports();
        let named = exports.stacks.get(&stack).into_iter().flatten();
        let in_region = named.filter(|place| {
            let stack = self.deployment.stacks.get(**place);
            region.is_none()
                || stack.is_none_or(|stack| stack.region.is_none() || stack.region == region)
        });
        let shown = format!("the output {output} of the stack {stack}");
        let unseen =
            || Value::symbol(Symbol::new(shown.as_str(), shown.as_str(), Class::Any).at(Some(at)));
        let mut values = in_region.filter_map(|place| {
            let context = self.deployment.context(*place);
            let value = context.output(&output)?.through(at, shown.as_str());
            Some(context.where_named(&stack, &value, &unseen))
        });
        values.next().unwrap_or_else(unseen)
    }

    /// What another stack carries into this region under a name such as `/cdk/exports/…`.
    pub(super) fn read_export(self, name: &str) -> Option<Value> {
        if !name.starts_with("/cdk/exports/") {
            return None;
        }
        let exports = self.exports();
        let (stack, node) = exports.carried.get(name)?;
        Some(self.deployment.context(*stack).value(node))
    }

    /// Every shared name of the deployment, read on first use.
    fn exports(self) -> Arc<Exports> {
        if let Some(known) = &self.deployment.state.borrow().exports {
            return known.clone();
        }
        // names that are themselves imported are not followed
        self.deployment.state.borrow_mut().exports = Some(Arc::default());
        let mut exports = Exports::default();
        for at in 0..self.deployment.stacks.len() {
            self.deployment.context(at).collect(&mut exports);
        }
        let exports = Arc::new(exports);
        self.deployment.state.borrow_mut().exports = Some(exports.clone());
        exports
    }

    fn collect(self, exports: &mut Exports) {
        let Some(stack) = self.stack() else { return };
        if let Some(name) = &stack.name {
            exports.stacks.entry(name.clone()).or_default().push(self.at);
        }
        for name in stack.inputs.stack_names() {
            let all = exports.stacks.entry(name.to_owned()).or_default();
            if !all.contains(&self.at) {
                all.push(self.at);
            }
        }
        for output in &stack.template.outputs {
            let name = output.node.path(&["Export", "Name"]).map(|node| self.value(node));
            let parts = name.as_ref().and_then(Value::as_parts).unwrap_or_default();
            let Some(value) = output.node.get("Value").filter(|_| !parts.is_empty()) else {
                continue;
            };
            for (stack_name, text) in self.names_by_deployment(&parts) {
                let all = exports.named.entry(text).or_default();
                all.push((self.at, value.clone(), stack_name));
            }
            if let Some(form) = form(&parts) {
                let all = exports.forms.entry(form.to_owned()).or_default();
                all.push((self.at, value.clone()));
            }
            if let Some(key) = key(&parts) {
                exports.exports.entry(key).or_default().push((self.at, value.clone()));
            }
        }
        let writers = stack.template.resources.iter();
        for writer in writers.filter(|one| one.kind == "Custom::CrossRegionExportWriter") {
            let carried = writer.property(&["WriterProps", "exports"]).and_then(Node::map);
            for entry in carried.unwrap_or_default() {
                exports
                    .carried
                    .insert(entry.key.as_str().to_owned(), (self.at, entry.value.clone()));
            }
        }
    }
}

/// A text in pieces whose symbols are all known under a guard.
pub(super) fn settled(parts: &[Part], guard: &Guard) -> Option<String> {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Literal(text) => out.push_str(text.as_str()),
            Part::Symbol(symbol) => {
                out.push_str(&symbol.definition.as_ref()?.under(guard).constant()?);
            }
            Part::Unknown(_) => return None,
        }
    }
    Some(out)
}

/// A text in pieces as one key; equal keys are one text. `None` when some of it is unknown.
fn key(parts: &[Part]) -> Option<String> {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Literal(text) => out.push_str(text.as_str()),
            Part::Symbol(symbol) => {
                out.push('\u{1}');
                out.push_str(&symbol.id);
                out.push('\u{1}');
            }
            Part::Unknown(_) => return None,
        }
    }
    Some(out)
}

/// The text of `${AWS::StackName}-Frames` behind its one symbol.
fn form(parts: &[Part]) -> Option<&str> {
    match parts {
        [Part::Symbol(_), Part::Literal(text)] if text.len() > 3 => Some(text.as_str()),
        _ => None,
    }
}
