//! What the deployments of a root give: to its parameters, and to the name of its stack.

use super::{
    super::{
        inputs::{Given, Input},
        template::Parameter,
    },
    Context,
    across::settled,
    parameter::{is_kept_elsewhere, listed},
};
use crate::{
    source::Span,
    value::{Part, Value, either},
};

impl Context<'_> {
    /// A parameter as each deployment sets it; `free` where one does not.
    pub(super) fn deployed(self, parameter: &Parameter, free: &dyn Fn() -> Value) -> Value {
        if is_kept_elsewhere(parameter) {
            return free();
        }
        let given = |input: &Input| {
            let given = input.values.get(&parameter.name)?;
            Some(listed(set(given, &parameter.name, &input.name), parameter))
        };
        self.by_deployment(&given, free)
    }

    /// `AWS::StackName` as each deployment sets it.
    pub(super) fn stack_name(self, at: Span) -> Value {
        let Some(stack) = self.stack() else { return Value::absent() };
        let unnamed = || Value::symbol(self.pseudo_symbol(stack, "AWS::StackName", at));
        let given = |input: &Input| {
            let given = input.stack_name.as_ref()?;
            Some(set(given, "AWS::StackName", &input.name))
        };
        self.by_deployment(&given, &unnamed)
    }

    /// A value of this stack where it is deployed under this name; `otherwise` where it is not.
    pub(super) fn where_named(
        self,
        name: &str,
        value: &Value,
        otherwise: &dyn Fn() -> Value,
    ) -> Value {
        if !self.stack().is_some_and(|stack| stack.is_named_by_inputs()) {
            return value.clone();
        }
        let is_named = |input: &Input| {
            let given = input.stack_name.as_ref()?.value.as_ref()?;
            (given.as_str() == name).then(|| value.clone())
        };
        self.by_deployment(&is_named, otherwise)
    }

    /// A text in pieces in each deployment that names the stack, with that name.
    pub(super) fn names_by_deployment(self, parts: &[Part]) -> Vec<(String, String)> {
        let Some(stack) = self.stack().filter(|stack| stack.is_named_by_inputs()) else {
            return Vec::new();
        };
        let deployments = stack.inputs.all.iter().zip(self.deployments());
        let named = deployments.filter_map(|(input, guard)| {
            let name = input.stack_name.as_ref()?.value.as_ref()?;
            Some((name.as_str().to_owned(), settled(parts, &guard)?))
        });
        let mut out: Vec<_> = named.collect();
        out.sort();
        out.dedup();
        out
    }

    /// One value for each deployment.
    fn by_deployment(
        self,
        given: &dyn Fn(&Input) -> Option<Value>,
        otherwise: &dyn Fn() -> Value,
    ) -> Value {
        let Some(inputs) = self.stack().map(|stack| &stack.inputs) else { return otherwise() };
        let all: Vec<Option<Value>> = inputs.all.iter().map(given).collect();
        if all.iter().all(Option::is_none) {
            return otherwise();
        }
        let is_settled = !inputs.is_open && all.iter().all(Option::is_some);
        if is_settled && all.iter().all(|one| Some(one) == all.first()) {
            return all.into_iter().flatten().next().unwrap_or_else(otherwise);
        }
        let rest = if is_settled { Value::absent() } else { otherwise() };
        let values = all.into_iter().map(|one| one.unwrap_or_else(|| rest.clone()));
        let none = inputs.is_open.then(|| rest.clone());
        either(self.deployments().into_iter().zip(values.chain(none)).collect())
    }
}

fn set(given: &Given, name: &str, by: &str) -> Value {
    let value = match &given.value {
        Some(text) => Value::text(text.clone()),
        None => Value::unknown(format!("{name}, which {by} looks up"), Some(given.at)),
    };
    value.at(Some(given.at)).through(given.name, format!("{name} is set here"))
}
