//! The values of parameters that matter, and which outcomes of conditions they bring about together.

mod compared;
mod tables;

use std::sync::Arc;

use crate::{
    text::Text,
    value::{Guard, Value, either},
};

use super::{evaluate::Context, template::Template};
pub use compared::{Found, compared};
pub use tables::tables;

/// More values than these are not told apart.
const MAX_VALUES: usize = 12;

/// The values of one parameter that matter.
pub struct Domain {
    /// The parameter's name.
    name: String,
    /// Each value, and the condition that the parameter has it.
    values: Vec<(String, Arc<str>)>,
    /// Whether it may have another value.
    open: bool,
}

impl Domain {
    fn rows(&self) -> usize {
        self.values.len() + usize::from(self.open)
    }

    /// The guard of the value at this place; past the last, of another value.
    fn guard(&self, row: usize) -> Guard {
        let decide = |sum: Guard, (at, (_, id)): (usize, &(String, Arc<str>))| {
            sum.and(&Guard::when(id.clone(), at == row)).unwrap_or(sum)
        };
        self.values.iter().enumerate().fold(Guard::always(), decide)
    }

    fn guards(&self) -> Vec<Guard> {
        (0..self.rows()).map(|row| self.guard(row)).collect()
    }

    /// Completes "when …".
    fn witness(&self, row: usize) -> String {
        let shown =
            |value: &str| if value.is_empty() { "\"\"".to_owned() } else { value.to_owned() };
        match self.values.get(row) {
            Some((value, _)) => format!("{} = {}", self.name, shown(value)),
            None => {
                let all: Vec<String> = self.values.iter().map(|(value, _)| shown(value)).collect();
                format!("{} is not {}", self.name, all.join(" or "))
            }
        }
    }
}

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

    /// The guard of each value; makes the domain on first use.
    fn register(self, id: &Arc<str>, name: &str, values: &[Text], open: bool) -> Vec<Guard> {
        let mut state = self.deployment.state.borrow_mut();
        if let Some(domain) = state.domain_of.get(id).and_then(|place| state.domains.get(*place)) {
            return domain.guards();
        }
        let place = state.domains.len();
        let atom = |value: &str| -> Arc<str> { format!("{id}={value}").into() };
        let values: Vec<_> =
            values.iter().map(|value| (value.as_str().to_owned(), atom(value.as_str()))).collect();
        for (_, atom) in &values {
            state.atoms.insert(atom.clone(), place);
        }
        let domain = Domain { name: name.to_owned(), values, open };
        let guards = domain.guards();
        state.domains.push(domain);
        state.domain_of.insert(id.clone(), place);
        guards
    }
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
