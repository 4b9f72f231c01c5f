//! Variables: what they are given, their defaults, or a name for what is not known.

use std::{collections::BTreeMap, rc::Rc};

use super::{Evaluator, Failure, Key, Outcome, Scope, memo::Done};
use crate::{
    dialect::terraform::{
        program::{Module, Program, Variable, is_automatic, literal_values},
        types::{self, Type},
    },
    finding::Problem,
    source::{Sources, Span},
    syntax::{
        hcl::{self, Expression},
        json,
    },
    value::{Class, Symbol, Value},
};

/// A value that a file of the root gives to a variable.
#[derive(Debug)]
pub(super) struct Given {
    name_span: Span,
    value: Expression,
}

/// The values in `terraform.tfvars`, the `*.auto.tfvars` files and those named in the configuration; later files win.
pub(super) fn given(
    root: &Module,
    program: &Program,
    sources: &Sources,
) -> (BTreeMap<String, Given>, Vec<Problem>) {
    let names = sources.list(&root.directory);
    let there = |name: &&str| names.iter().any(|known| known == name);
    let first = ["terraform.tfvars", "terraform.tfvars.json"].into_iter().filter(there);
    let automatic = names.iter().map(String::as_str).filter(|name| is_automatic(name));
    let (mut out, mut problems) = (BTreeMap::new(), Vec::new());
    let directory = &root.directory;
    let own = first.chain(automatic).map(|name| match directory.as_str() {
        "" => name.to_owned(),
        directory => format!("{directory}/{name}"),
    });
    let named = program.var_files.get(directory).into_iter().flatten().cloned();
    for path in own.chain(named) {
        match read(&path, sources) {
            Ok(values) => out.extend(values),
            Err(problem) => problems.extend(problem),
        }
    }
    (out, problems)
}

fn read(path: &str, sources: &Sources) -> Result<Vec<(String, Given)>, Option<Problem>> {
    let file = sources.open(path).map_err(|_| None)?;
    let source = sources.get(file);
    if path.ends_with(".json") {
        let document = json::read(&source, file)?;
        let values = literal_values(&document).into_iter();
        return Ok(values
            .map(|attribute| {
                let given = Given { name_span: attribute.name_span, value: attribute.value };
                (attribute.name, given)
            })
            .collect());
    }
    let document = hcl::read(&source, file)?;
    let values = document.body.attributes.into_iter().map(|attribute| {
        let given = Given { name_span: attribute.name_span, value: attribute.value };
        (attribute.name, given)
    });
    Ok(values.collect())
}

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
        let given = match &self.instance(instance).caller {
            Some(caller) => match caller.call.argument(name) {
                Some(argument) => {
                    let value = self.eval(&argument.value, &caller.scope)?;
                    let text = format!("given to module.{} as {name}", caller.call.name);
                    Some(value.through(argument.span, text))
                }
                None => None,
            },
            None => match self.given.get(name) {
                Some(given) => {
                    let value = self.constant(&given.value)?;
                    Some(value.through(given.name_span, format!("var.{name} is set here")))
                }
                None => None,
            },
        };
        match given {
            Some(value) if value.is_null() && !declared.flag("nullable", true) => {
                self.default_of(instance, name, declared, &to)
            }
            Some(value) => types::convert(self, &value, &to),
            None => self.default_of(instance, name, declared, &to),
        }
    }

    fn default_of(&self, instance: usize, name: &str, declared: &Variable, to: &Type) -> Outcome {
        let Some(default) = declared.default() else {
            return Ok(self.unset(instance, name, declared, to));
        };
        let value = types::convert(self, &self.constant(default)?, to)?;
        // a module's own default is no assumption: the call is in view
        let is_root = self.instance(instance).caller.is_none();
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
