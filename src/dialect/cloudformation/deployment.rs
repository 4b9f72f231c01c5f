//! The stacks that are deployed together: templates, bound to their parents and joined by exports.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
    sync::Arc,
};

use crate::{
    finding::Problem,
    source::{Label, Sources},
    value::{Guard, Value},
};

use super::{
    super::budget::{Budget, Spending},
    evaluate::{Context, across::Exports},
    inputs::Inputs,
    template::{Resource, Template},
    worlds::Domain,
};

/// A template deployed once.
#[derive(Clone)]
pub struct Stack {
    pub template: Arc<Template>,
    /// Unique in the run; nested stacks extend their parent's.
    pub scope: Arc<str>,
    /// The stack that nests this one, and the logical id there.
    pub parent: Option<(usize, String)>,
    pub children: HashMap<String, usize>,
    /// The values of parameters that whoever deploys a root passes.
    pub given: HashMap<String, Value>,
    /// What a root may be deployed with.
    pub inputs: Inputs,
    /// The stack's name, where it is known.
    pub name: Option<String>,
    pub account: Option<String>,
    pub region: Option<String>,
    /// Files below the root by the key of the object that they are uploaded as.
    pub assets: Arc<HashMap<String, String>>,
    pub exists: Guard,
    /// Which of the deployment's roots nests it, or it is.
    pub root: usize,
    /// The resources that nest this stack, outermost first.
    pub callers: Vec<Label>,
}

impl Stack {
    /// A stack of its own.
    pub fn root(template: Arc<Template>, scope: impl Into<Arc<str>>) -> Stack {
        Stack {
            template,
            scope: scope.into(),
            parent: None,
            children: HashMap::new(),
            given: HashMap::new(),
            inputs: Inputs::default(),
            name: None,
            account: None,
            region: None,
            assets: Arc::default(),
            exists: Guard::always(),
            root: 0,
            callers: Vec::new(),
        }
    }

    /// Whether what it is deployed with tells the stack's name.
    pub fn is_named_by_inputs(&self) -> bool {
        self.name.is_none() && self.inputs.all.iter().any(|input| input.stack_name.is_some())
    }

    /// The id of a symbol or condition of this stack, unique in the run.
    pub fn id(&self, name: &str) -> Arc<str> {
        format!("{}#{name}", self.scope).into()
    }
}

/// All stacks of a project, and what has been evaluated of them.
pub struct Deployment<'a> {
    pub sources: &'a Sources,
    pub stacks: Vec<Stack>,
    /// What was left out.
    pub problems: Vec<Problem>,
    /// Of each root.
    pub(super) budgets: Vec<Budget>,
    pub(super) spending: Rc<Spending>,
    pub(super) state: RefCell<State>,
    /// How many evaluations stand in each other.
    pub(super) depth: Cell<usize>,
}

/// What an evaluation is kept under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kept {
    Parameter,
    Output,
    BucketName,
}

#[derive(Default)]
pub(super) struct State {
    /// `None` while it is being evaluated.
    pub(super) kept: HashMap<(Kept, usize, String), Option<Value>>,
    pub(super) domains: Vec<Domain>,
    /// The domain of each parameter by the id of its symbol.
    pub(super) domain_of: HashMap<Arc<str>, usize>,
    /// The domain that each condition on one value belongs to.
    pub(super) atoms: HashMap<Arc<str>, usize>,
    /// The conditions that some value or resource hangs on: their stack and name.
    pub(super) used: BTreeMap<Arc<str>, (usize, String)>,
    /// The resource behind a symbol.
    pub(super) resources: HashMap<Arc<str>, (usize, String)>,
    pub(super) exports: Option<Arc<Exports>>,
    /// Whether the code of the function behind a symbol sets CORS rules.
    pub(super) sets_cors: HashMap<Arc<str>, bool>,
}

/// Finds the template that a resource of a stack nests.
pub type Find<'f> = dyn Fn(&Deployment, usize, &Resource) -> Option<Arc<Template>> + 'f;

/// Nested stacks past these bounds, counted from their root, are not looked into.
const MAX_STACKS: usize = 1_000;
const MAX_NESTING: usize = 16;

impl<'a> Deployment<'a> {
    pub fn new(sources: &'a Sources) -> Deployment<'a> {
        Deployment {
            sources,
            stacks: Vec::new(),
            problems: Vec::new(),
            budgets: Vec::new(),
            spending: Rc::default(),
            state: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// Whether something in it may come from another stack by a name that stacks share.
    pub fn asks_for_exports(&self) -> bool {
        self.state.borrow().exports.is_some()
    }

    /// Evaluation in the stack at this place.
    pub fn context(&self, stack: usize) -> Context<'_> {
        Context { deployment: self, at: stack }
    }

    /// Adds a stack and, below it, every nested stack whose template `find` knows.
    pub fn add(&mut self, stack: Stack, find: &Find) {
        let first = self.stacks.len();
        let mut next = first;
        self.stacks.push(Stack { root: self.budgets.len(), ..stack });
        self.budgets.push(Budget::of(&self.spending));
        while let Some(parent) = self.stacks.get(next) {
            let template = parent.template.clone();
            let is_stack = |resource: &&Resource| NESTED.contains(&resource.kind.as_str());
            for resource in template.resources.iter().filter(is_stack) {
                if self.stacks.len() - first >= MAX_STACKS {
                    let message = "nested stacks past the 1,000th are not looked at";
                    return self.left_out("too-many-stacks", message, resource);
                }
                if let Some(child) = find(self, next, resource) {
                    self.nest(next, resource, child);
                }
            }
            next += 1;
        }
    }

    fn nest(&mut self, parent: usize, resource: &Resource, template: Arc<Template>) {
        let Some(exists) = self.context(parent).exists(resource) else { return };
        let Some(above) = self.stacks.get(parent) else { return };
        if above.callers.len() >= MAX_NESTING {
            let message = "stacks that are nested more than 16 deep are not looked at";
            return self.left_out("too-many-stacks", message, resource);
        }
        let is_endless = exists == above.exists && self.circles(parent, resource, &template);
        if is_endless {
            let message = "a template that nests itself without end cannot be deployed";
            self.problems.push(Problem::error("stack-cycle", message, resource.key_span));
            return;
        }
        let Some(above) = self.stacks.get(parent) else { return };
        let mut callers = above.callers.clone();
        callers.push(Label::new(resource.key_span, format!("nested here as {}", resource.id)));
        let child = Stack {
            parent: Some((parent, resource.id.clone())),
            account: above.account.clone(),
            region: above.region.clone(),
            assets: above.assets.clone(),
            exists,
            root: above.root,
            callers,
            ..Stack::root(template, format!("{}|{}", above.scope, resource.id))
        };
        let at = self.stacks.len();
        if let Some(above) = self.stacks.get_mut(parent) {
            above.children.insert(resource.id.clone(), at);
        }
        self.stacks.push(child);
    }

    /// Whether a stack, or one that it is nested by, is of this template, and nothing is passed on the way that could make
    /// the next time differ from the last.
    fn circles(&self, stack: usize, resource: &Resource, template: &Template) -> bool {
        let passes = |resource: &Resource| resource.property(&["Parameters"]).is_some();
        if passes(resource) {
            return false;
        }
        let mut next = Some(stack);
        while let Some(stack) = next.and_then(|at| self.stacks.get(at)) {
            let above = stack.parent.as_ref();
            let nested_by = above.and_then(|(at, id)| self.stacks.get(*at)?.template.resource(id));
            if nested_by.is_some_and(passes) {
                return false;
            }
            if stack.template.file == template.file && stack.template.path == template.path {
                return true;
            }
            next = above.map(|(parent, _)| *parent);
        }
        false
    }

    /// Tells once of stacks that are not looked at.
    fn left_out(&mut self, kind: &'static str, message: &str, resource: &Resource) {
        if self.problems.iter().all(|known| known.message != message) {
            self.problems.push(Problem::warning(kind, message, resource.key_span));
        }
    }
}

/// The types of nested stacks.
pub const NESTED: &[&str] = &["AWS::CloudFormation::Stack", "AWS::Serverless::Application"];
