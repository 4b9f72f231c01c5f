//! Evaluation on demand: each local, variable, output and attribute once, when something asks for it.

mod block;
mod collection;
mod condition;
mod conditional;
mod expand;
mod expression;
mod for_expression;
mod imports;
mod inputs;
mod memo;
mod operator;
mod planned;
mod reference;
mod scope;
mod state;
pub(super) mod sets;
mod step;
mod template;
mod trail;
mod variable;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
    sync::Arc,
};

pub(super) use block::{Fields, META, made};
use collection::pairs;
pub(super) use collection::{sorted, unique};
pub(super) use expand::{Expansion, Item, Shape};
pub(super) use for_expression::constant_text;
use inputs::Inputs;
pub(super) use memo::{Done, Key};
pub(super) use operator::bounded;
pub(super) use scope::Scope;
pub(super) use step::{is_all_open, lone_symbol, may_be_anything, may_be_null};
pub(super) use trail::Trail;

use super::program::{Call, Deployment, Module, Program, Root};
use crate::{
    config::Settings,
    dialect::budget::{Budget, Spending},
    facts::{Condition, Derived, Facts},
    finding::Problem,
    source::{Label, Sources, Span},
    syntax::hcl::Expression,
    value::{Guard, Value},
};

/// Why an expression has no value: Terraform would stop here.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    /// One sentence without a full stop.
    pub message: String,
    pub span: Option<Span>,
    /// Whether it fails wherever it stands: a name that is not declared.
    pub always: bool,
}

pub(super) type Outcome = Result<Value, Failure>;

impl Failure {
    pub fn new(message: impl Into<String>, span: Option<Span>) -> Failure {
        Failure { message: message.into(), span, always: false }
    }

    fn undeclared(what: &str) -> Failure {
        Failure { message: format!("{what} is not declared"), span: None, always: true }
    }

    fn at(mut self, span: Span) -> Failure {
        self.span = self.span.or(Some(span));
        self
    }
}

/// How deep expressions and references may lead into each other.
const MAX_DEPTH: usize = 120;
/// More module instances than these are not looked at.
const MAX_MODULES: usize = 2_000;

/// One module in one place: a directory as one call sees it.
#[derive(Debug)]
pub(super) struct Instance<'a> {
    pub module: &'a Module,
    /// `module.a["k"].module.b`; empty for the root.
    pub path: String,
    pub caller: Option<Caller<'a>>,
    /// The same without keys: `a.b`.
    pub key: String,
    pub exists: Guard,
    /// The calls that lead here, outermost first.
    pub calls: Vec<Label>,
    /// For a module that is not the tree's own, the call that stands for all in it: its first line, and the whole.
    pub shown_at: Option<(Span, Span)>,
}

#[derive(Debug)]
pub(super) struct Caller<'a> {
    pub call: &'a Call,
    /// Where the call's arguments are evaluated.
    pub scope: Scope,
}

/// A module instance and an address in it.
type Place = (usize, String);

/// What all roots have in common.
#[derive(Clone, Copy)]
pub(super) struct Common<'a> {
    pub program: &'a Program,
    pub roots: &'a [Root],
    pub sources: &'a Sources,
    pub settings: &'a Settings,
    pub spending: &'a Rc<Spending>,
}

pub(super) struct Evaluator<'a> {
    common: Common<'a>,
    pub program: &'a Program,
    pub sources: &'a Sources,
    /// The roots that read this one's state, outermost first.
    above: Vec<String>,
    /// The roots whose states this one reads.
    others: RefCell<BTreeMap<String, Rc<Evaluator<'a>>>>,
    /// The directory of the root.
    pub root: String,
    inputs: Inputs,
    deployments: &'a [Deployment],
    /// Instance 0.
    top: Rc<Instance<'a>>,
    /// Instance 1 and those after it.
    children: RefCell<Vec<Rc<Instance<'a>>>>,
    /// Once they were asked for.
    imports: RefCell<Option<Rc<imports::Imports<'a>>>>,
    memo: RefCell<HashMap<Key, memo::Slot>>,
    /// By module instance and address; nothing while it is being worked out.
    expansions: RefCell<HashMap<Place, Option<Rc<Expansion>>>>,
    calls: RefCell<HashMap<Place, expand::Children>>,
    templates: RefCell<HashMap<String, Result<Rc<Expression>, Failure>>>,
    conditions: RefCell<BTreeMap<Arc<str>, Condition>>,
    derived: RefCell<BTreeMap<Arc<str>, Vec<Guard>>>,
    problems: RefCell<Vec<Problem>>,
    trail: RefCell<Trail>,
    pub budget: Budget,
    depth: Cell<usize>,
}

impl<'a> Evaluator<'a> {
    pub fn new(common: Common<'a>, module: &'a Module, root: &'a Root) -> Evaluator<'a> {
        let Common { program, sources, settings, .. } = common;
        let instance = Instance {
            module,
            path: String::new(),
            key: String::new(),
            caller: None,
            exists: Guard::always(),
            calls: Vec::new(),
            shown_at: None,
        };
        let (inputs, mut problems) = Inputs::read(module, root, settings, sources);
        problems.extend(root.problems.iter().cloned());
        Evaluator {
            common,
            program,
            sources,
            above: Vec::new(),
            others: RefCell::default(),
            root: module.directory.clone(),
            inputs,
            deployments: &root.deployments,
            top: Rc::new(instance),
            children: RefCell::default(),
            imports: RefCell::default(),
            memo: RefCell::default(),
            expansions: RefCell::default(),
            calls: RefCell::default(),
            templates: RefCell::default(),
            conditions: RefCell::default(),
            derived: RefCell::default(),
            problems: RefCell::new(problems),
            trail: RefCell::default(),
            budget: Budget::of(common.spending),
            depth: Cell::new(0),
        }
    }

    /// The value of an expression; what fails is not known, and says why.
    pub fn settled(&self, expression: &Expression, scope: &Scope) -> Value {
        let (outcome, _) = self.watched(|| self.eval(expression, scope));
        self.or_unknown(outcome, expression.span)
    }

    pub fn or_unknown(&self, outcome: Outcome, span: Span) -> Value {
        outcome.unwrap_or_else(|failure| {
            let reason = format!("an expression that cannot be evaluated: {}", failure.message);
            Value::unknown(reason, failure.span.or(Some(span)))
        })
    }

    pub fn instance(&self, id: usize) -> Rc<Instance<'a>> {
        let found = id.checked_sub(1).and_then(|index| self.children.borrow().get(index).cloned());
        found.unwrap_or_else(|| self.top.clone())
    }

    /// An id that no other root or module instance makes.
    pub fn id(&self, instance: usize, what: &str) -> String {
        format!("{}|{}|{what}", self.root, self.instance(instance).path)
    }

    pub fn problem(&self, problem: Problem) {
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }

    /// A problem of a kind that is told for the first place only.
    pub fn problem_once(&self, problem: Problem) {
        let mut problems = self.problems.borrow_mut();
        if !problems.iter().any(|known| known.kind == problem.kind) {
            problems.push(problem);
        }
    }

    /// The conditions that came up, and what was wrong on the way.
    pub fn finish(self) -> Facts {
        let mut conditions: Vec<Condition> = self.conditions.into_inner().into_values().collect();
        conditions.extend(self.inputs.conditions);
        let derived = self.derived.into_inner().into_iter();
        let worlds = self.inputs.worlds;
        let mut problems = self.problems.into_inner();
        problems.extend(self.budget.problem("configuration"));
        let mut facts = Facts {
            conditions,
            derived: derived.map(|(id, holds)| Derived { id, holds }).collect(),
            worlds: if worlds.is_empty() { Vec::new() } else { vec![worlds] },
            problems,
            ..Facts::default()
        };
        let others = self.others.into_inner().into_values().filter_map(Rc::into_inner);
        others.for_each(|other| facts.extend(other.finish()));
        facts
    }
}
