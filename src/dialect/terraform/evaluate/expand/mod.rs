//! `count` and `for_each`: the instances of a block.

mod count;
mod for_each;
mod modules;
mod select;

use std::{rc::Rc, sync::Arc};

pub(super) use modules::Children;

use super::{Evaluator, Scope};
use crate::{
    finding::Problem,
    source::{Label, Span},
    syntax::hcl::{Attribute, Block, Expression},
    value::{Entry, Guard, Is, Map, MapKind, Rest, Value},
};

/// The instances of a resource or a module call.
#[derive(Debug)]
pub(in crate::dialect::terraform) struct Expansion {
    pub shape: Shape,
    pub items: Vec<Item>,
    /// What `count` or `for_each` took for granted.
    pub assumed: Vec<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::terraform) enum Shape {
    Single,
    Count,
    ForEach,
}

/// One instance, or one that stands for all whose keys are not known.
#[derive(Clone, Debug)]
pub(in crate::dialect::terraform) struct Item {
    /// As the address shows it: nothing, `[0]`, `["a"]`, `[each.key]`.
    pub key: Arc<str>,
    /// `each.key` or `count.index`; absent for a lone instance.
    pub index: Value,
    /// `each.value`
    pub value: Value,
    pub guard: Guard,
    /// Whether it stands for instances whose keys are not known.
    pub abstracted: bool,
}

/// More instances of one block than these are not looked at.
const MAX_ITEMS: usize = 1_000;

impl Item {
    pub fn lone() -> Item {
        Item {
            key: "".into(),
            index: Value::absent(),
            value: Value::absent(),
            guard: Guard::always(),
            abstracted: false,
        }
    }

    fn counted(index: usize, guard: Guard) -> Item {
        let key = format!("[{index}]").into();
        let index = Is::Number(crate::value::Number::from(index as u64)).into();
        Item { key, index, guard, ..Item::lone() }
    }

    fn named(name: &str, value: Value, guard: Guard) -> Item {
        let key = format!("[\"{}\"]", name.escape_default()).into();
        Item { key, index: Value::text(name), value, guard, abstracted: false }
    }

    /// The scope of the block's arguments for this instance.
    pub fn scope(&self, shape: Shape, instance: usize) -> Scope {
        let scope = Scope::of(instance).keyed(&self.key);
        let entry = |key: &str, value: &Value| Entry { key: key.into(), value: value.clone() };
        let object = |entries| {
            let map = Map { entries, rest: Rest::Closed, kind: MapKind::Object };
            Value::from(Is::Map(map))
        };
        match shape {
            Shape::Single => scope,
            Shape::Count => scope.with("count", object([entry("index", &self.index)].into())),
            Shape::ForEach => {
                let each = vec![entry("key", &self.index), entry("value", &self.value)];
                scope.with("each", object(each.into()))
            }
        }
    }
}

impl<'a> Evaluator<'a> {
    /// The instances of a block in a module instance; `address` is its address there.
    pub fn expansion(&self, instance: usize, address: &str, block: &Block) -> Rc<Expansion> {
        let key = (instance, address.to_owned());
        if let Some(known) = self.expansions.borrow().get(&key) {
            return known.clone().unwrap_or_else(|| Rc::new(single()));
        }
        self.expansions.borrow_mut().insert(key.clone(), None);
        let (expansion, trail) = self.watched(|| self.expand(instance, block));
        let expansion = Rc::new(Expansion { assumed: trail.assumed, ..expansion });
        self.expansions.borrow_mut().insert(key, Some(expansion.clone()));
        expansion
    }

    fn expand(&self, instance: usize, block: &Block) -> Expansion {
        let scope = Scope::of(instance);
        if let Some(count) = block.body.attribute("count") {
            let items = self.counted(&count.value, &scope);
            return Expansion { shape: Shape::Count, items, assumed: Vec::new() };
        }
        if let Some(for_each) = block.body.attribute("for_each") {
            let items = self.keyed(&for_each.value, &scope);
            return Expansion { shape: Shape::ForEach, items, assumed: Vec::new() };
        }
        match enabled(block) {
            Some(switch) => {
                let items = self.enabled(&switch.value, &scope);
                Expansion { shape: Shape::Single, items, assumed: Vec::new() }
            }
            None => single(),
        }
    }

    /// The one instance, in the worlds where `lifecycle.enabled` of OpenTofu leaves it on.
    fn enabled(&self, switch: &Expression, scope: &Scope) -> Vec<Item> {
        let value = self.settled(switch, scope);
        let Ok(truth) = self.truth(&value, switch, scope) else { return vec![Item::lone()] };
        let on = |one: &Value| one.as_bool() == Some(true);
        let guards = truth.alternatives().into_iter().filter(|(_, one)| on(one));
        let guards: Vec<Guard> = guards.map(|(guard, _)| guard).collect();
        match guards.is_empty() {
            true => Vec::new(),
            false => vec![Item { guard: self.any_of(&guards), ..Item::lone() }],
        }
    }

    fn too_many(&self, span: Span) {
        let message = "instances past the 1,000th are not looked at";
        self.problem(Problem::warning("too-many-instances", message, span));
    }

    /// A guard under which something of an expression is there; `yes` and `no` say so in words.
    fn occurs(&self, id: &str, yes: String, no: String, of: &Expression, guard: Guard) -> Guard {
        self.ask(id, yes, no, Some(of.span));
        guard.and(&Guard::when(id, true)).unwrap_or(guard)
    }

    /// The guard under which one of several holds: one of theirs, or a condition that says no more than they do.
    fn any_of(&self, guards: &[Guard]) -> Guard {
        let mut left = guards.to_vec();
        while let Some((at, other, sum)) = joinable(&left) {
            left.swap_remove(other);
            if let Some(one) = left.get_mut(at) {
                *one = sum;
            }
        }
        if let [one] = left.as_slice() {
            return one.clone();
        }
        left.sort();
        let said: Vec<String> = left.iter().map(said).collect();
        let id: Arc<str> = format!("any of {}", said.join(" | ")).into();
        self.derived.borrow_mut().insert(id.clone(), left);
        Guard::when(id, true)
    }
}

fn enabled(block: &Block) -> Option<&Attribute> {
    block.body.blocks("lifecycle").find_map(|lifecycle| lifecycle.body.attribute("enabled"))
}

/// Two guards that one can stand for.
fn joinable(guards: &[Guard]) -> Option<(usize, usize, Guard)> {
    let pairs = (0..guards.len()).flat_map(|a| (a + 1..guards.len()).map(move |b| (a, b)));
    pairs.take(MAX_PAIRS).find_map(|(a, b)| Some((a, b, guards.get(a)?.or(guards.get(b)?)?)))
}

/// More pairs of guards than these are not compared.
const MAX_PAIRS: usize = 512;

fn said(guard: &Guard) -> String {
    let decisions = guard.decisions().iter();
    decisions.map(|(id, outcome)| format!("{id} = {outcome}")).collect::<Vec<_>>().join(" & ")
}

fn single() -> Expansion {
    Expansion { shape: Shape::Single, items: vec![Item::lone()], assumed: Vec::new() }
}
