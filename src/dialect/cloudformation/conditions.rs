//! The conditions of a template: decided, or with an outcome in each world.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    source::Span,
    syntax::node::Node,
    value::{Answer, Guard, Is, Part, Symbol, Value, same},
};

use super::evaluate::{Context, call};

/// Conditions are followed into each other at most this deep.
const MAX_DEPTH: usize = 32;

/// What is asked of conditions, and the outcomes of those that others are made of.
struct Question<'w> {
    world: &'w Guard,
    known: RefCell<HashMap<String, Option<bool>>>,
}

impl Question<'_> {
    fn of(world: &Guard) -> Question<'_> {
        Question { world, known: RefCell::default() }
    }
}

impl<'a> Context<'a> {
    /// The outcome of a condition that is the same in every world.
    pub fn decided(self, name: &str) -> Option<bool> {
        self.outcome(name, &Guard::always())
    }

    /// The guard under which a condition has this outcome; the condition counts as used.
    pub fn when(self, name: &str, outcome: bool) -> Guard {
        let id = self.condition_id(name);
        let mut state = self.deployment.state.borrow_mut();
        state.used.entry(id.clone()).or_insert_with(|| (self.at, name.to_owned()));
        Guard::when(id, outcome)
    }

    /// The id of a condition, unique in the run.
    pub fn condition_id(self, name: &str) -> Arc<str> {
        self.stack().map_or_else(|| name.into(), |stack| stack.id(&format!("condition {name}")))
    }

    /// The outcome of a condition in a world, where parameters have values; `None` when they do not decide it.
    pub fn outcome(self, name: &str, world: &Guard) -> Option<bool> {
        self.named_outcome(name, &Question::of(world), 0)
    }

    /// The outcome of what a rule asserts.
    pub(super) fn outcome_of(self, node: &Node, world: &Guard) -> Option<bool> {
        self.node_outcome(node, &Question::of(world), 0)
    }

    fn named_outcome(self, name: &str, question: &Question, depth: usize) -> Option<bool> {
        let node = self.stack()?.template.conditions.get(name)?;
        if let Some(known) = question.known.borrow().get(name) {
            return *known;
        }
        let is_paid = self.budget().is_none_or(|budget| budget.begin(node.span));
        if depth > MAX_DEPTH || !is_paid {
            return None;
        }
        let outcome = self.node_outcome(node, question, depth + 1);
        question.known.borrow_mut().insert(name.to_owned(), outcome);
        outcome
    }

    fn node_outcome(self, node: &Node, question: &Question, depth: usize) -> Option<bool> {
        if depth > MAX_DEPTH {
            return None;
        }
        if let Some(name) = condition_name(node) {
            return self.named_outcome(name, question, depth);
        }
        let call = call(node)?;
        let arguments = call.argument.list()?;
        let world = question.world;
        let mut outcomes = arguments.iter().map(|one| self.node_outcome(one, question, depth + 1));
        match call.name {
            "Not" => outcomes.next().flatten().map(|outcome| !outcome),
            "And" => outcomes.try_fold(Some(true), and_then(false)).unwrap_or(Some(false)),
            "Or" => outcomes.try_fold(Some(false), and_then(true)).unwrap_or(Some(true)),
            "Equals" => self.equal(arguments, world),
            "Contains" => self.contains(&call, world),
            _ => None,
        }
    }

    fn equal(self, arguments: &[Node], world: &Guard) -> Option<bool> {
        let [left, right] = arguments else { return None };
        let (left, right) = (self.operand(left).under(world), self.operand(right).under(world));
        if let Some(outcome) =
            excluded(&left, &right, world).or_else(|| excluded(&right, &left, world))
        {
            return Some(outcome);
        }
        match same(&left, &right, &|symbol| symbol.class) {
            Answer::Yes => Some(true),
            Answer::No => Some(false),
            Answer::Maybe => None,
        }
    }

    /// One side of a comparison: what AWS sets has the values that it is compared with.
    pub fn operand(self, node: &Node) -> Value {
        let value = self.value(node);
        let name =
            call(node).filter(|call| call.name == "Ref").and_then(|call| call.argument.as_str());
        let is_symbol = lone(&value).is_some();
        match name.filter(|name| is_symbol && name.starts_with("AWS::")) {
            Some(name) => self
                .enumerated(name, &|| value.clone(), &|| value.clone())
                .unwrap_or_else(|| value.clone()),
            None => value,
        }
    }

    /// The values that decide a condition.
    pub fn operands(self, name: &str) -> Vec<Value> {
        let mut out = Vec::new();
        if let Some(node) = self.stack().and_then(|stack| stack.template.conditions.get(name)) {
            self.collect_operands(node, &mut out, &mut HashSet::new(), 0);
        }
        out
    }

    fn collect_operands<'n>(
        self,
        node: &'n Node,
        out: &mut Vec<Value>,
        seen: &mut HashSet<&'n str>,
        depth: usize,
    ) where
        'a: 'n,
    {
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(name) = condition_name(node) {
            let named = self.stack().and_then(|stack| stack.template.conditions.get(name));
            let named = named.filter(|_| seen.insert(name));
            return named
                .into_iter()
                .for_each(|node| self.collect_operands(node, out, seen, depth + 1));
        }
        let Some(call) = call(node) else { return };
        for argument in call.argument.list().unwrap_or_default() {
            match call.name {
                "Equals" => out.push(self.operand(argument)),
                _ => self.collect_operands(argument, out, seen, depth + 1),
            }
        }
    }

    /// A condition in words, for both outcomes, and where it stands.
    pub fn words(self, name: &str) -> (String, String, Option<Span>) {
        let node = self.stack().and_then(|stack| stack.template.conditions.get(name));
        let comparison = node.and_then(|node| {
            let call = call(node).filter(|call| call.name == "Equals")?;
            let [left, right] = call.argument.list()? else { return None };
            let (left, right) = (side(left)?, side(right)?);
            Some((format!("{left} = {right}"), format!("{left} is not {right}")))
        });
        let plain = || (format!("{name} is true"), format!("{name} is false"));
        let (yes, no) = comparison.unwrap_or_else(plain);
        (yes, no, node.map(|node| node.span))
    }
}

/// A step of `And` and `Or`: `stop` settles it.
fn and_then(stop: bool) -> impl Fn(Option<bool>, Option<bool>) -> Option<Option<bool>> {
    move |sum, next| match next {
        Some(outcome) if outcome == stop => None,
        Some(_) => Some(sum),
        None => Some(None),
    }
}

/// `!Condition x` or `{"Condition": "x"}`.
fn condition_name(node: &Node) -> Option<&str> {
    if node.tag.as_ref().is_some_and(|tag| tag.name == "Condition") {
        return node.as_str();
    }
    match node.map()? {
        [entry] if entry.key.as_str() == "Condition" => entry.value.as_str(),
        _ => None,
    }
}

/// Whether a parameter has a constant for its value, where the world says so.
fn excluded(symbol: &Value, constant: &Value, world: &Guard) -> Option<bool> {
    let symbol = lone(symbol)?;
    let constant = constant.constant()?;
    world.outcome(&format!("{}={constant}", symbol.id))
}

fn lone(value: &Value) -> Option<&Symbol> {
    match &value.is {
        Is::Text(parts) => match parts.as_slice() {
            [Part::Symbol(symbol)] => Some(symbol),
            _ => None,
        },
        _ => None,
    }
}

fn side(node: &Node) -> Option<String> {
    match call(node) {
        Some(call) if call.name == "Ref" => call.argument.as_str().map(str::to_owned),
        Some(_) => None,
        None => node
            .as_str()
            .map(|text| if text.is_empty() { "\"\"".to_owned() } else { text.to_owned() }),
    }
}
