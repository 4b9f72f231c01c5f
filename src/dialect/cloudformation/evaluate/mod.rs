//! From a node of a template to a value.

pub mod across;
mod choice;
mod given;
mod parameter;
mod published;
mod reference;
mod text;
mod variables;

pub use published::is_published;
pub use text::joined;
pub use variables::has_variable;

use std::ops::Range;

use ecow::EcoVec;

use crate::{
    source::parent,
    syntax::node::{Kind, Node},
    text::Text,
    value::{Class, Entry, Guard, Is, Map, MapKind, Origins, Part, Rest, Symbol, Value},
};

use super::{
    super::budget::{self, Budget},
    deployment::{Deployment, Kept, Stack},
    template::Resource,
};
use variables::Hole;

/// Where evaluation stands: in one stack of a deployment.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub deployment: &'a Deployment<'a>,
    /// The place of the stack in [`Deployment::stacks`].
    pub at: usize,
}

/// A function call: `!Sub x` or `{"Fn::Sub": "x"}`.
pub(super) struct Call<'n> {
    /// Without `Fn::`.
    pub(super) name: &'n str,
    pub(super) argument: &'n Node,
    /// Whether the argument carries the function as its tag, which is not to be followed again.
    tagged: bool,
}

/// Evaluations stand in each other at most this deep.
const MAX_DEPTH: usize = 200;

/// The call that a node is.
pub(super) fn call(node: &Node) -> Option<Call<'_>> {
    if let Some(tag) = &node.tag {
        let name = tag.name.strip_prefix("Fn::").unwrap_or(&tag.name);
        return Some(Call { name, argument: node, tagged: true });
    }
    let [entry] = node.map()? else { return None };
    let key = entry.key.as_str();
    let name = if key == "Ref" { key } else { key.strip_prefix("Fn::")? };
    Some(Call { name, argument: &entry.value, tagged: false })
}

/// Whether a key of a map stands for entries that are not written there.
pub(super) fn adds_to_map(key: &str) -> bool {
    key == "Fn::Transform" || key.starts_with("Fn::ForEach::")
}

impl<'a> Context<'a> {
    /// The stack; a deployment is never asked for one that it has not.
    pub fn stack(self) -> Option<&'a Stack> {
        self.deployment.stacks.get(self.at)
    }

    /// What a node is, functions evaluated.
    pub fn value(self, node: &Node) -> Value {
        self.bounded(node, || match call(node) {
            Some(call) => self.call(&call, node),
            None => self.plain(node),
        })
    }

    /// The value of a property, absent when there is none.
    pub fn property(self, resource: &Resource, path: &[&str]) -> Value {
        resource.property(path).map_or_else(Value::absent, |node| self.value(node))
    }

    /// Under which decisions a resource is made; `None` when it never is.
    pub fn exists(self, resource: &Resource) -> Option<Guard> {
        let above = &self.stack()?.exists;
        let Some(name) = resource.node.get("Condition").and_then(Node::as_str) else {
            return Some(above.clone());
        };
        match self.decided(name) {
            Some(true) => Some(above.clone()),
            Some(false) => None,
            None => above.and(&self.when(name, true)),
        }
    }

    fn bounded(self, node: &Node, evaluate: impl FnOnce() -> Value) -> Value {
        let budget = self.budget();
        if !budget.is_none_or(|budget| budget.begin(node.span)) {
            return budget::spent("template").at(Some(node.span));
        }
        let depth = self.deployment.depth.get();
        if depth > MAX_DEPTH {
            let reason = format!("a value that nests more than {MAX_DEPTH} levels deep");
            return Value::unknown(reason, Some(node.span));
        }
        self.deployment.depth.set(depth + 1);
        let out = evaluate();
        self.deployment.depth.set(depth);
        if let Some(budget) = budget {
            budget.pay_texts(&out);
        }
        out
    }

    /// What the root of this stack may still cost.
    pub fn budget(self) -> Option<&'a Budget> {
        self.deployment.budgets.get(self.stack()?.root)
    }

    fn call(self, call: &Call, node: &Node) -> Value {
        let at = Some(node.span);
        let out = match call.name {
            "Ref" => self.reference(call),
            "GetAtt" => self.get_att(call),
            "Sub" => self.sub(call),
            "Join" => self.join(call),
            "Split" => self.split(call),
            "Select" => self.select(call),
            "If" => self.choose(call),
            "FindInMap" => self.find_in_map(call),
            "ImportValue" => self.import(call),
            "GetStackOutput" => self.stack_output(call),
            "ToJsonString" => Is::Json(self.argument(call).into()).into(),
            "Length" => self.length(call),
            "Base64" => self.argument(call),
            // another tool's, such as Rain's
            other if other.contains("::") => {
                Value::unknown(format!("!{other}, which is not evaluated"), at)
            }
            other => Value::unknown(format!("Fn::{other}, which is not evaluated"), at),
        };
        if out.span.is_some() { out } else { out.at(at) }
    }

    /// The argument of a call as a value.
    fn argument(self, call: &Call) -> Value {
        if !call.tagged {
            return self.value(call.argument);
        }
        self.value(&Node { tag: None, ..call.argument.clone() })
    }

    fn plain(self, node: &Node) -> Value {
        let at = Some(node.span);
        match &node.kind {
            Kind::Null => Value::null().at(at),
            Kind::Bool { is, .. } => Value::bool(*is).at(at),
            Kind::Number(text) | Kind::Text(text) => self.literal(text).at(at),
            Kind::List(items) => {
                let items = items.iter().map(|item| self.value(item));
                Value::list(items.filter(|item| !item.is_absent()).collect()).at(at)
            }
            Kind::Map(entries) => {
                let mut open: Option<Origins> = None;
                let mut out = EcoVec::with_capacity(entries.len());
                for entry in entries.iter() {
                    let key = entry.key.as_str();
                    if adds_to_map(key) {
                        let reason = format!("{key}, which adds to this value");
                        open = Some(Origins::one(reason, Some(entry.key_span)));
                        continue;
                    }
                    let value = self.value(&entry.value);
                    if !value.is_absent() {
                        out.push(Entry {
                            key: Text::written(entry.key.as_str(), entry.key_span),
                            value,
                        });
                    }
                }
                let rest = open.map_or(Rest::Closed, Rest::Open);
                Value::from(Is::Map(Map { entries: out, rest, kind: MapKind::Object })).at(at)
            }
        }
    }

    /// A text; each dynamic reference and each variable in it is a hole of its own name.
    pub(super) fn literal(self, text: &Text) -> Value {
        // almost no text has a brace
        if memchr::memchr(b'{', text.as_str().as_bytes()).is_none() {
            return Value::text(text.clone());
        }
        let mut parts = Vec::new();
        let mut at = 0;
        for Hole { at: Range { start, end }, is_variable } in variables::holes(text.as_str()) {
            parts.push(Part::Literal(text.slice(at, start)));
            let name = text.as_str().get(start..end).unwrap_or_default();
            let symbol = match is_variable {
                true => self.variable(name),
                false => Symbol::new(name, name, Class::Any),
            };
            parts.push(Part::Symbol(symbol.at(text.span_of(start, end))));
            at = end;
        }
        if parts.is_empty() {
            return Value::text(text.clone());
        }
        parts.push(Part::Literal(text.slice(at, text.len())));
        Value::parts(parts)
    }

    /// What the Serverless Framework fills in; in the files of one folder it is the same.
    pub(super) fn variable(self, written: &str) -> Symbol {
        let folder = self.stack().map(|stack| parent(&stack.template.path)).unwrap_or_default();
        Symbol::new(format!("{folder}#{written}"), written, Class::Any)
    }

    fn length(self, call: &Call) -> Value {
        let list = self.argument(call);
        match &list.is {
            Is::List(list) if list.open.is_none() => Value::text(list.items.len().to_string()),
            _ => Value::unknown("the length of a list that is not known", Some(call.argument.span)),
        }
    }

    /// The document of a managed policy that a symbol stands for.
    pub fn document_of(self, symbol: &Symbol) -> Option<Value> {
        let (context, resource) = self.behind(symbol)?;
        let is_policy = resource.kind == "AWS::IAM::ManagedPolicy";
        is_policy.then(|| context.property(resource, &["PolicyDocument"]))
    }

    /// The resource that a symbol stands for, and its stack.
    pub fn behind(self, symbol: &Symbol) -> Option<(Context<'a>, &'a Resource)> {
        let known = self.deployment.state.borrow().resources.get(&symbol.id).cloned();
        let (stack, id) = known?;
        let context = self.deployment.context(stack);
        Some((context, context.stack()?.template.resource(&id)?))
    }

    /// Evaluates once; what leads back to itself is unknown.
    pub(super) fn once(self, kept: Kept, name: &str, evaluate: impl FnOnce() -> Value) -> Value {
        let key = (kept, self.at, name.to_owned());
        if let Some(known) = self.deployment.state.borrow().kept.get(&key) {
            let circle = || Value::unknown(format!("{name}, which leads back to itself"), None);
            return known.as_ref().map_or_else(circle, |known| self.paid(known));
        }
        self.deployment.state.borrow_mut().kept.insert(key.clone(), None);
        let value = evaluate();
        self.deployment.state.borrow_mut().kept.insert(key, Some(value.clone()));
        value
    }

    /// A value that is used once more.
    fn paid(self, value: &Value) -> Value {
        let is_paid = self.budget().is_none_or(|budget| budget.pay_for(value));
        if is_paid { value.clone() } else { budget::spent("template") }
    }
}
