//! Variables: what they are given, their defaults, or a name for what is not known.

use std::rc::Rc;

use super::{Evaluator, Failure, Key, Outcome, Scope, inputs::Given, memo::Done};
use crate::{
    dialect::terraform::{
        program::Variable,
        types::{self, Type},
    },
    source::{Label, Span},
    syntax::hcl,
    text::Text,
    value::{Class, Symbol, Value, either},
};

impl<'a> Evaluator<'a> {
    pub(super) fn variable(&self, instance: usize, name: &str) -> Rc<Done> {
        self.once(Key::Variable(instance, name.to_owned()), || {
            let module = self.instance(instance).module;
            let declared = module.variables.get(name);
            let declared = declared.ok_or_else(|| Failure::undeclared(&format!("var.{name}")))?;
            let mut value = self.variable_value(instance, name, declared)?;
            value.sensitive |= declared.flag("sensitive", false);
            Ok(value)
        })
    }

    fn variable_value(&self, instance: usize, name: &str, declared: &Variable) -> Outcome {
        let to = declared.expression("type").map_or(Type::Any, types::parse);
        let settled = |given: Option<Value>| match given {
            Some(value) if value.is_null() && !declared.flag("nullable", true) => {
                self.default_of(instance, name, declared, &to)
            }
            Some(value) => types::convert(self, &value, &to),
            None => self.default_of(instance, name, declared, &to),
        };
        if let Some(caller) = &self.instance(instance).caller {
            let argument = caller.call.argument(name).map(|argument| {
                let value = self.eval(&argument.value, &caller.scope)?;
                let text = format!("given to module.{} as {name}", caller.call.name);
                Ok(value.through(argument.span, text))
            });
            return settled(argument.transpose()?);
        }
        let mut out = Vec::new();
        for (guard, given) in self.inputs.of(name) {
            let given = given.map(|given| self.given(name, given, declared, &to)).transpose();
            let outcome = given.and_then(settled);
            if guard.is_always() {
                return outcome;
            }
            out.push((guard, self.or_unknown(outcome, declared.block.header)));
        }
        Ok(either(out))
    }

    fn given(&self, name: &str, given: &Given, declared: &Variable, to: &Type) -> Outcome {
        match given {
            Given::Written { name_span, value } => {
                let value = self.constant(value)?;
                Ok(value.through(*name_span, format!("var.{name} is set here")))
            }
            Given::Typed(text) => {
                let header = declared.block.header;
                let value = self.typed(text, header, declared, to)?;
                Ok(value.through(header, format!("var.{name} is set on the command line")))
            }
        }
    }

    /// A text of the command line: as it stands for a simple type, else an expression.
    fn typed(&self, text: &str, at: Span, declared: &Variable, to: &Type) -> Outcome {
        let is_simple = matches!(to, Type::String | Type::Number | Type::Bool);
        if is_simple || declared.expression("type").is_none() {
            return Ok(Value::text(text).at(Some(at)));
        }
        let parsed = hcl::read_expression(&Text::from(text), at);
        let parsed = parsed.map_err(|problem| Failure::new(problem.message, Some(at)))?;
        self.constant(&parsed)
    }

    fn default_of(&self, instance: usize, name: &str, declared: &Variable, to: &Type) -> Outcome {
        let Some(default) = declared.default() else {
            return Ok(self.unset(instance, name, declared, to));
        };
        let value = types::convert(self, &self.constant(default)?, to)?;
        // a module's own default is no assumption: the call is in view
        let is_root = self.instance(instance).caller.is_none();
        // of one that some file sets, the words of each scenario tell which
        if is_root && !self.inputs.sets(name) {
            let text = format!("assumes the default of var.{name}, which nothing here sets");
            self.assumes(Label::new(default.span, text));
        }
        Ok(if is_root {
            value.through(default.span, format!("default of var.{name}"))
        } else {
            value
        })
    }

    /// A variable without any value: a symbol under its type.
    fn unset(&self, instance: usize, name: &str, declared: &Variable, to: &Type) -> Value {
        let shown = format!("var.{name}");
        let id = self.id(instance, &shown);
        let symbol = Symbol::new(id, shown, Class::Any).at(Some(declared.block.header));
        let value = Value::symbol(symbol);
        types::convert(self, &value, to).unwrap_or(value)
    }
}

impl Scope {
    /// A scope in which only these names mean something.
    pub fn only(names: impl IntoIterator<Item = (String, Value)>) -> Scope {
        let empty = Scope::of(0).closed();
        names.into_iter().fold(empty, |scope, (name, value)| scope.with(&name, value))
    }
}
