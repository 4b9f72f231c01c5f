//! Terraform's functions: exact on constants, by rule on what is partly known; the others by name.

mod attempt;
mod choose;
mod convert;
mod encode;
mod files;
mod fileset;
mod format;
mod lists;
mod maps;
mod members;
mod numbers;
mod opaque;
mod regexes;
mod sets;
mod strings;
mod text;
mod yaml;
mod yaml_write;

use super::evaluate::{Evaluator, Failure, Outcome, Scope};
use crate::{
    syntax::hcl::Expression,
    value::{Is, Origins, Value},
};

/// A call with all that a function may need besides its arguments.
pub(super) struct Call<'c, 'a> {
    pub evaluator: &'c Evaluator<'a>,
    pub name: &'c str,
    pub expression: &'c Expression,
    pub scope: &'c Scope,
}

type Function = fn(&Call, &[Value]) -> Outcome;

/// Calls a function. `try` and `can` look at how their arguments fail; all others need their values.
pub(super) fn call(
    evaluator: &Evaluator,
    name: &str,
    arguments: &[Expression],
    expand_final: bool,
    expression: &Expression,
    scope: &Scope,
) -> Outcome {
    let call = Call { evaluator, name, expression, scope };
    match name {
        "try" => return attempt::try_each(&call, arguments),
        "can" => return attempt::can(&call, arguments),
        _ => {}
    }
    let values = arguments.iter().map(|argument| evaluator.eval(argument, scope));
    let mut values = values.collect::<Result<Vec<Value>, Failure>>()?;
    if expand_final && let Some(last) = values.pop() {
        match expanded(&last) {
            Some(more) => values.extend(more),
            None => return Ok(call.unknown(&[last])),
        }
    }
    let Some(function) = function(name) else { return Ok(opaque::named(&call, &values)) };
    let outcome =
        evaluator.lift_all(&values, |values| match values.iter().find(|one| one.is_null()) {
            Some(null) if !takes_null(name) => {
                Err(Failure::new("an argument must not be null", null.span))
            }
            _ => {
                if !is_content_with_null(name) {
                    values.iter().for_each(|one| evaluator.needs(one));
                }
                function(&call, values)
            }
        });
    let mut value = outcome.map_err(|failure| Failure {
        message: format!("{name}: {}", failure.message),
        ..failure
    })?;
    evaluator.budget.pay_for(&value);
    value.sensitive |= name != "nonsensitive" && values.iter().any(|value| value.sensitive);
    Ok(if value.span.is_none() { value.at(Some(expression.span)) } else { value })
}

/// Whether a function of texts makes something of null.
fn takes_null(name: &str) -> bool {
    !matches!(
        name,
        "base64encode"
            | "base64decode"
            | "replace"
            | "regex"
            | "regexall"
            | "substr"
            | "split"
            | "upper"
            | "lower"
    )
}

/// Whether a function has an answer whichever of its arguments is null.
fn is_content_with_null(name: &str) -> bool {
    matches!(
        name,
        "coalesce"
            | "jsonencode"
            | "yamlencode"
            | "merge"
            | "sensitive"
            | "nonsensitive"
            | "tobool"
            | "tolist"
            | "tomap"
            | "tonumber"
            | "toset"
            | "tostring"
    )
}

/// The elements that `...` spreads; `None` when their number is not known.
fn expanded(value: &Value) -> Option<Vec<Value>> {
    match &value.is {
        Is::List(list) if list.open.is_none() => Some(list.items.to_vec()),
        _ => None,
    }
}

fn function(name: &str) -> Option<Function> {
    let groups = [
        strings::function,
        text::function,
        format::function,
        regexes::function,
        lists::function,
        members::function,
        sets::function,
        maps::function,
        choose::function,
        convert::function,
        numbers::function,
        encode::function,
        yaml::function,
        files::function,
    ];
    groups.iter().find_map(|group| group(name))
}

impl Call<'_, '_> {
    /// A result that is not known because these are not.
    pub fn unknown(&self, values: &[Value]) -> Value {
        let known = values.iter().filter_map(Value::origins).reduce(|sum, more| sum.and(&more));
        let own =
            || Origins::one(format!("the function {}()", self.name), Some(self.expression.span));
        Value::from(Is::Unknown(known.unwrap_or_else(own)))
    }

    /// [`Call::unknown`], and the call may fail.
    pub fn doubtful(&self, values: &[Value]) -> Value {
        self.evaluator.doubt();
        self.unknown(values)
    }

    /// A truth value that is not known.
    pub fn ask(&self) -> Value {
        self.evaluator.ask_expression(self.expression, self.scope)
    }

    pub fn wrong(&self, expected: &str, value: &Value) -> Failure {
        Failure::new(format!("{expected} is expected, not {}", value.shown()), value.span)
    }

    pub fn arguments(&self) -> Failure {
        Failure::new("the number of arguments is wrong", Some(self.expression.span))
    }
}
