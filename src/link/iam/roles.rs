//! Every role with what it is given, read once.

use std::{borrow::Cow, cell::OnceCell, collections::HashMap, sync::Arc};

use super::{
    boundary::Boundary,
    denials::{self, Denied},
    takers::Taker,
};
use crate::{
    aws::{
        denial::{self, Denial},
        iam::{Statement, is_whole, statements},
    },
    facts::{Facts, GrantFact, Policy, RoleFact},
    source::{Span, last_segment},
    value::{Answer, Class, Guard, Is, Part, Symbol, Value},
};

pub(super) struct Roles<'a> {
    pub views: Vec<RoleView<'a>>,
    by_symbol: HashMap<Arc<str>, usize>,
    by_name: HashMap<String, usize>,
}

/// A role, its trust and its policies.
pub(super) struct RoleView<'a> {
    /// Its place among all roles.
    pub at: usize,
    pub fact: Cow<'a, RoleFact>,
    /// Whether the role stands here; else only what takes it on does.
    pub is_declared: bool,
    given: Vec<&'a GrantFact>,
    read: OnceCell<Vec<Granted>>,
    denied: OnceCell<Vec<Denied>>,
    boundary: OnceCell<Boundary>,
    speaks_of_sagemaker: OnceCell<bool>,
    /// The last segment of each managed policy's ARN, and where it is named.
    pub managed: Vec<(String, Span)>,
    /// Whether a managed policy of it is not known by its name.
    has_nameless: bool,
    pub trusts_sagemaker: bool,
}

/// A statement that a role is given.
pub(super) struct Granted {
    pub statement: Statement,
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

impl<'a> Roles<'a> {
    /// Those that are declared, and those that are declared elsewhere and taken on here.
    pub fn new(facts: &'a Facts, takers: &[Taker]) -> Roles<'a> {
        let mut roles =
            Roles { views: Vec::new(), by_symbol: HashMap::new(), by_name: HashMap::new() };
        for fact in &facts.roles {
            roles.add(Cow::Borrowed(fact), true);
        }
        for taker in takers {
            roles.import(taker);
        }
        for grant in &facts.grants {
            roles.give(grant);
        }
        roles
    }

    fn add(&mut self, fact: Cow<'a, RoleFact>, is_declared: bool) {
        let at = self.views.len();
        self.by_symbol.entry(fact.name.id.clone()).or_insert(at);
        if let Some(name) = written(&fact.name) {
            self.by_name.entry(name).or_insert(at);
        }
        self.views.push(RoleView {
            at,
            is_declared,
            given: Vec::new(),
            read: OnceCell::new(),
            denied: OnceCell::new(),
            boundary: OnceCell::new(),
            speaks_of_sagemaker: OnceCell::new(),
            managed: managed(&fact.managed, fact.header),
            has_nameless: has_nameless(&fact.managed),
            trusts_sagemaker: speaks_of_sagemaker(&fact.trust)
                && statements(&fact.trust).iter().any(|one| one.trusts("sagemaker.")),
            fact,
        });
    }

    /// The roles that something takes on and nothing here declares.
    fn import(&mut self, taker: &Taker) {
        for (guard, role) in taker.role.alternatives() {
            if !self.named_in(&role).is_empty() {
                continue;
            }
            let (Some(name), Some(exists)) = (name_of(&role), taker.exists.and(&guard)) else {
                continue;
            };
            let role = RoleFact {
                address: name.shown.to_string(),
                name,
                trust: Value::absent(),
                managed: Value::absent(),
                boundary: Value::absent(),
                header: taker.header,
                body: taker.header,
                exists,
                scope: taker.scope.into(),
            };
            self.add(Cow::Owned(role), false);
        }
    }

    fn give(&mut self, grant: &'a GrantFact) {
        for at in self.named_in(&grant.role) {
            let Some(view) = self.views.get_mut(at) else { continue };
            match &grant.policy {
                Policy::Managed(arn) => {
                    view.managed.extend(managed(arn, grant.header));
                    view.has_nameless |= has_nameless(arn);
                }
                Policy::Document(_) => view.given.push(grant),
            }
        }
    }

    /// The roles that a value names, by their symbols or by a written name or ARN.
    pub fn named_in(&self, value: &Value) -> Vec<usize> {
        let symbols = value.symbols().into_iter();
        let mut out: Vec<usize> =
            symbols.filter_map(|symbol| self.by_symbol.get(&symbol.id).copied()).collect();
        for (_, one) in value.alternatives() {
            let Some(parts) = one.as_parts() else { continue };
            let name = match parts.last() {
                Some(Part::Literal(last)) => name_in(last.as_str(), parts.len() == 1),
                // of a role that is looked up
                Some(Part::Symbol(symbol)) => written(symbol),
                _ => None,
            };
            out.extend(name.and_then(|name| self.by_name.get(&name).copied()));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The name that a symbol surely stands for.
fn written(name: &Symbol) -> Option<String> {
    name.definition.as_ref().and_then(|name| name.constant())
}

/// The name at the end of an ARN, or of the part of one, or the name itself.
fn name_in(text: &str, is_whole: bool) -> Option<String> {
    (is_whole || text.contains('/')).then(|| last_segment(text).to_owned())
}

/// The name of the role that a value is, by name or ARN.
fn name_of(role: &Value) -> Option<Symbol> {
    let parts = role.as_parts()?;
    match parts.last()? {
        Part::Symbol(symbol) => Some(symbol.clone()),
        Part::Literal(last) => {
            let name = name_in(last.as_str(), parts.len() == 1).filter(|name| !name.is_empty())?;
            let symbol = Symbol::new(format!("role {name}"), name.as_str(), Class::Any);
            Some(symbol.defined(Value::text(name)))
        }
        Part::Unknown(_) => None,
    }
}

fn managed(arns: &Value, header: Span) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let (items, _) = arns.elements();
    for (_, one) in items.iter().flat_map(Value::alternatives) {
        let Some(parts) = one.as_parts() else { continue };
        let Some(Part::Literal(last)) = parts.last() else { continue };
        let name = last_segment(last.as_str());
        let span = if parts.len() > 1 { last.span() } else { one.span };
        out.push((name.to_owned(), span.or(one.span).unwrap_or(header)));
    }
    out
}

/// Whether a policy among them is not known by its name.
fn has_nameless(arns: &Value) -> bool {
    let (items, open) = arns.elements();
    let is_named = |arn: &Value| match arn.as_parts() {
        Some(parts) => matches!(parts.last(), Some(Part::Literal(_))),
        None => arn.is_absent() || arn.is_null(),
    };
    let mut all = items.iter().flat_map(Value::alternatives);
    open.is_some() || all.any(|(_, arn)| !is_named(&arn))
}

/// Almost no policy does, and reading one costs more than this look.
fn speaks_of_sagemaker(document: &Value) -> bool {
    document.has_text(&|text| {
        // few texts have a k at all
        memchr::memchr_iter(b'k', text.as_bytes()).any(|at| {
            let around = text.as_bytes().get(at.saturating_sub(5)..at + 3);
            matches!(around, Some(b"agemaker" | b"ageMaker"))
        })
    })
}

impl RoleView<'_> {
    /// The statements that the role is given.
    pub fn grants(&self) -> &[Granted] {
        self.read.get_or_init(|| self.given.iter().copied().flat_map(granted).collect())
    }

    /// The statements that deny it something.
    pub fn denials(&self) -> &[Denied] {
        self.denied.get_or_init(|| {
            let own = self.given.iter().copied().flat_map(denied);
            let bounds = denial::denials(&self.fact.boundary).into_iter();
            let is_only = !matches!(self.fact.boundary.is, Is::Either(_));
            let bounds = bounds.map(|denial| Denied {
                denial: Denial { is_sure: denial.is_sure && is_only, ..denial },
                exists: self.fact.exists.clone(),
            });
            own.chain(bounds).collect()
        })
    }

    /// What it may do at most.
    pub fn boundary(&self) -> &Boundary {
        self.boundary.get_or_init(|| Boundary::of(&self.fact.boundary))
    }

    /// Whether all that it is given is in view, but for managed policies that are known by their names.
    pub fn is_in_view(&self) -> bool {
        let is_known = |grant: &&GrantFact| match &grant.policy {
            Policy::Document(document) => is_whole(document),
            Policy::Managed(_) => true,
        };
        self.is_declared && !self.has_nameless && self.given.iter().all(is_known)
    }

    /// Whether a document that the role is given speaks of SageMaker at all.
    pub fn speaks_of_sagemaker(&self) -> bool {
        let speaks = |grant: &&GrantFact| match &grant.policy {
            Policy::Document(document) => speaks_of_sagemaker(document),
            Policy::Managed(_) => false,
        };
        *self.speaks_of_sagemaker.get_or_init(|| self.given.iter().any(speaks))
    }

    /// Where one of the actions is allowed by its name, not by `*` alone.
    pub fn names(&self, actions: &[&str]) -> Option<Span> {
        if !self.speaks_of_sagemaker() {
            return None;
        }
        self.grants().iter().find_map(|granted| {
            let is_denied = |action: &str| denials::of_action(self, action) == Answer::Yes;
            let mut named = actions.iter().filter_map(|action| {
                granted.statement.naming(action).filter(|_| !is_denied(action))
            });
            named.next().map(|pattern| pattern.span.unwrap_or(granted.span()))
        })
    }
}

fn granted(grant: &GrantFact) -> Vec<Granted> {
    let Policy::Document(document) = &grant.policy else { return Vec::new() };
    let granted = |statement| Granted {
        statement,
        header: grant.header,
        exists: grant.exists.clone(),
        scope: grant.scope.clone(),
    };
    statements(document).into_iter().map(granted).collect()
}

fn denied(grant: &GrantFact) -> Vec<Denied> {
    let Policy::Document(document) = &grant.policy else { return Vec::new() };
    let denied = |denial| Denied { denial, exists: grant.exists.clone() };
    denial::denials(document).into_iter().map(denied).collect()
}

impl Granted {
    /// Where it names an action that it allows.
    pub fn allowed_at(&self, action: &str) -> Span {
        self.statement.allowing(action).and_then(|one| one.span).unwrap_or(self.span())
    }

    /// Where the statement stands.
    pub fn span(&self) -> Span {
        self.statement.span.unwrap_or(self.header)
    }
}
