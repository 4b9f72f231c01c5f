//! What plans know of attributes that the configuration leaves open.

use super::Evaluator;
use crate::value::{Value, either};

impl Evaluator<'_> {
    /// The value of an attribute, with what plans say of it where it is not known; `address` is the instance's.
    pub fn planned(&self, address: &str, name: &str, value: Value) -> Value {
        let is_open = value.is_absent() || value.origins().is_some();
        let is_planned = || self.deployments.iter().any(|one| one.resources.contains_key(address));
        if !is_open || !is_planned() {
            return value;
        }
        let mut resources = self.deployments.iter().map(|deployment| &deployment.resources);
        let all = self.inputs.guards().map(|guard| {
            let planned = resources.next().and_then(|all| all.get(address)?.attribute(name));
            let Some((expression, sensitive)) = planned else {
                return (guard.clone(), value.clone());
            };
            let mut known = self.settled(&expression, &super::Scope::of(0).closed());
            known.sensitive |= sensitive;
            known.span = value.span.or(known.span);
            (guard.clone(), known)
        });
        let all: Vec<_> = all.collect();
        if all.is_empty() { value } else { either(all) }
    }
}
