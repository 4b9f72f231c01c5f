//! The values of parameters that matter, the deployments that set them, and which outcomes of conditions they bring about together.

mod compared;
mod domain;
mod tables;

use std::sync::Arc;

use crate::{
    dialect::nearby::MAX_DEPLOYMENTS,
    finding::Problem,
    text::Text,
    value::{Guard, Value, either},
};

use super::{
    deployment::{Deployment, Stack},
    evaluate::Context,
    template::Template,
};
pub use compared::{Found, compared};
pub use domain::Domain;
pub use tables::tables;

/// More values than these are not told apart.
const MAX_VALUES: usize = 12;
/// What the choice among the deployments of a stack is kept under; no parameter has such a name.
const DEPLOYED: &str = "(deployed)";

impl Context<'_> {
    /// A parameter as one of the values that matter; `other` for the values that do not. `None` when none matters.
    pub fn enumerated(
        self,
        name: &str,
        other: &dyn Fn() -> Value,
        symbol: &dyn Fn() -> Value,
    ) -> Option<Value> {
        let stack = self.stack()?;
        let (values, open) = values(&stack.template, name)?;
        let id = stack.id(name);
        // what AWS sets is one for all stacks
        let id = if name.starts_with("AWS::") { name.into() } else { id };
        let guards = self.register(&id, name, &values, open);
        let others = open.then(|| {
            let default = other();
            let text = default.constant();
            let known = values.iter().any(|value| Some(value.as_str()) == text.as_deref());
            if known { symbol() } else { default }
        });
        let own = values.into_iter().map(Value::text);
        Some(either(guards.into_iter().zip(own.chain(others)).collect()))
    }

    /// The guard of each deployment of a root, and of the one without any; always where there is no choice.
    pub fn deployments(self) -> Vec<Guard> {
        let Some(stack) = self.stack() else { return Vec::new() };
        let id = stack.id(DEPLOYED);
        let make = || Domain::of_deployments(&id, &stack.inputs);
        match make().len() {
            1 => vec![Guard::always()],
            _ => self.registered(&id, make),
        }
    }

    /// The guard of each value; makes the domain on first use.
    fn register(self, id: &Arc<str>, name: &str, values: &[Text], open: bool) -> Vec<Guard> {
        self.registered(id, || {
            let domain = Domain::of_parameter(id, name, values, open);
            match self.stack() {
                Some(stack) => domain.settled_by(&stack.inputs, &stack.id(DEPLOYED), name, values),
                None => domain,
            }
        })
    }

    fn registered(self, id: &Arc<str>, make: impl FnOnce() -> Domain) -> Vec<Guard> {
        let mut state = self.deployment.state.borrow_mut();
        if let Some(domain) = state.domain_of.get(id).and_then(|place| state.domains.get(*place)) {
            return domain.guards();
        }
        let (place, domain) = (state.domains.len(), make());
        for id in domain.ids() {
            state.atoms.insert(id.clone(), place);
        }
        let guards = domain.guards();
        state.domains.push(domain);
        state.domain_of.insert(id.clone(), place);
        guards
    }
}

/// What is said of deployments that are too many, where something hangs on them.
pub fn left_out(deployment: &Deployment) -> Vec<Problem> {
    let state = deployment.state.borrow();
    let hangs = |stack: &&Stack| state.domain_of.contains_key(&stack.id(DEPLOYED));
    let first = |stack: &Stack| {
        let message = format!(
            "only {MAX_DEPLOYMENTS} deployments of a template are told apart: neither this one nor those after it are \
             looked at"
        );
        Some(Problem::warning("too-many-deployments", message, stack.inputs.left_out?))
    };
    deployment.stacks.iter().filter(hangs).filter_map(first).collect()
}

/// The values of a parameter that matter, and whether it may have others: those it is allowed, else those that
/// conditions compare it with and mappings have as keys.
fn values(template: &Template, name: &str) -> Option<(Vec<Text>, bool)> {
    let allowed =
        template.parameters.get(name).map(|one| one.allowed.as_slice()).unwrap_or_default();
    if !allowed.is_empty() && allowed.len() <= MAX_VALUES {
        return Some((distinct(allowed.to_vec()), false));
    }
    let compared = template.compared.get(name)?;
    let mut values = compared.values.clone();
    if !allowed.is_empty() {
        values.retain(|value| allowed.contains(value));
    }
    if values.is_empty() || compared.too_many {
        return None;
    }
    Some((values, !compared.keys_only))
}

fn distinct(values: Vec<Text>) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}
