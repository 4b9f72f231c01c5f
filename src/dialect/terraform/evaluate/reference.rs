//! References to what a module declares.

use super::{Evaluator, Failure, Key, Outcome, Scope};
use crate::{
    dialect::terraform::{
        program::{Mode, address, is_foreign, is_outline},
        resources,
    },
    syntax::hcl::{Expression, Step},
    value::{Class, Symbol, Value},
};

impl<'a> Evaluator<'a> {
    pub(super) fn reference(
        &self,
        root: &str,
        steps: &[Step],
        expression: &Expression,
        scope: &Scope,
    ) -> Outcome {
        if let Some(value) = scope.name(root) {
            return self.follow(value, steps, scope);
        }
        if scope.closed {
            return Err(Failure::undeclared(root));
        }
        let value = match root {
            "var" => {
                let (name, rest) = named(steps, root)?;
                let variable = self.variable(scope.instance, name);
                self.follow(variable.value()?, rest, scope)
            }
            "local" => {
                let (name, rest) = named(steps, root)?;
                let local = self.local(scope.instance, name);
                self.follow(local.value()?, rest, scope)
            }
            "module" => {
                let (name, rest) = named(steps, root)?;
                self.module_reference(name, rest, expression, scope)
            }
            "path" | "terraform" => self.surroundings(root, steps, scope),
            "data" => {
                let (kind, rest) = named(steps, root)?;
                let (name, rest) = named(rest, kind)?;
                self.resource_reference(Mode::Data, kind, name, rest, scope)
            }
            "each" | "count" => Err(Failure::new(format!("{root} has no meaning here"), None)),
            "self" => Ok(Value::unknown("self", Some(expression.span))),
            kind => {
                let (name, rest) = named(steps, kind)?;
                self.resource_reference(Mode::Managed, kind, name, rest, scope)
            }
        }?;
        Ok(if value.span.is_none() { value.at(Some(expression.span)) } else { value })
    }

    pub(super) fn local(&self, instance: usize, name: &str) -> std::rc::Rc<super::memo::Done> {
        self.once(Key::Local(instance, name.to_owned()), || {
            let module = self.instance(instance).module;
            let local = module.locals.get(name);
            let local = local.ok_or_else(|| Failure::undeclared(&format!("local.{name}")))?;
            let value = self.eval(&local.value, &Scope::of(instance))?;
            Ok(value.through(local.name_span, format!("local.{name}")))
        })
    }

    fn resource_reference(
        &self,
        mode: Mode,
        kind: &str,
        name: &str,
        steps: &[Step],
        scope: &Scope,
    ) -> Outcome {
        let address = address(mode, kind, name);
        let instance = self.instance(scope.instance);
        let resource = instance.module.resources.get(&address);
        let resource = resource.ok_or_else(|| Failure::undeclared(&address))?;
        let expansion = self.expansion(scope.instance, &address, &resource.block);
        self.select(&expansion, steps, scope, &|item, steps| {
            let of = resources::Of::new(self, scope.instance, resource, &expansion, item);
            match steps {
                [] => of.object(),
                [Step::Attribute { name, .. }, rest @ ..] => {
                    let done = of.attribute(name);
                    self.follow(done.value()?, rest, scope)
                }
                _ => self.follow(&of.object()?, steps, scope),
            }
        })
    }

    fn module_reference(
        &self,
        name: &str,
        steps: &[Step],
        expression: &Expression,
        scope: &Scope,
    ) -> Outcome {
        let instance = self.instance(scope.instance);
        let call = instance.module.calls.get(name);
        let call = call.ok_or_else(|| Failure::undeclared(&format!("module.{name}")))?;
        let Some((expansion, children)) = self.called(scope.instance, call) else {
            return self.unseen_output(name, steps, expression, scope);
        };
        self.select(&expansion, steps, scope, &|item, steps| {
            let child = children.iter().find(|(known, _)| known.key == item.key);
            let Some((_, child)) = child else {
                return Err(Failure::new(format!("module.{name} is not there"), None));
            };
            match steps {
                [Step::Attribute { name: output, .. }, rest @ ..]
                    if self.is_outlined(*child, output) =>
                {
                    let shown = format!("module.{name}{}.{output}", item.key);
                    let id = self.id(scope.instance, &shown);
                    let symbol = Symbol::new(id, shown, Class::Any).at(Some(expression.span));
                    self.follow(&Value::symbol(symbol), rest, scope)
                }
                [Step::Attribute { name, .. }, rest @ ..] => {
                    let output = self.output(*child, name);
                    self.follow(output.value()?, rest, scope)
                }
                _ => self.follow(&self.outputs(*child), steps, scope),
            }
        })
    }

    pub fn output(&self, instance: usize, name: &str) -> std::rc::Rc<super::memo::Done> {
        self.once(Key::Output(instance, name.to_owned()), || {
            let instance_of = self.instance(instance);
            let declared = instance_of.module.outputs.get(name);
            let output = declared.and_then(|output| Some((output.block.header, output.value()?)));
            let undeclared = || Failure::undeclared(&format!("output.{name}"));
            let (header, written) = output.ok_or_else(undeclared)?;
            let value = self.eval(&written.value, &Scope::of(instance))?;
            // nobody here can change a module that is not the tree's own
            match is_foreign(&instance_of.module.directory) {
                true => Ok(value),
                false => Ok(value.through(header, format!("output {name}"))),
            }
        })
    }

    /// Whether a module is known by its outline alone, which does not have this output.
    fn is_outlined(&self, instance: usize, output: &str) -> bool {
        let module = self.instance(instance).module;
        is_outline(&module.directory) && !module.outputs.contains_key(output)
    }

    pub(super) fn outputs(&self, instance: usize) -> Value {
        let module = self.instance(instance).module;
        let entries = module.outputs.keys().map(|name| {
            let value = match self.output(instance, name).value() {
                Ok(value) => value.clone(),
                Err(failure) => Value::unknown(failure.message, failure.span),
            };
            crate::value::Entry { key: name.as_str().into(), value }
        });
        Value::map(entries.collect())
    }

    /// An output of a module that is not in view: a text of its own.
    fn unseen_output(
        &self,
        name: &str,
        steps: &[Step],
        expression: &Expression,
        scope: &Scope,
    ) -> Outcome {
        let mut shown = format!("module.{name}");
        let mut rest = steps;
        if let [Step::Index { key, .. }, after @ ..] = rest {
            let key = self.eval(key, scope)?;
            let Some(key) = super::condition::identity(&key) else {
                return Ok(Value::unknown(shown, Some(expression.span)));
            };
            shown.push_str(&format!("[{key}]"));
            rest = after;
        }
        let [Step::Attribute { name, .. }, rest @ ..] = rest else {
            return Ok(Value::unknown(shown, Some(expression.span)));
        };
        shown.push_str(&format!(".{name}"));
        let id = self.id(scope.instance, &shown);
        let symbol = Symbol::new(id, shown, Class::Any).at(Some(expression.span));
        self.follow(&Value::symbol(symbol), rest, scope)
    }

    fn surroundings(&self, root: &str, steps: &[Step], scope: &Scope) -> Outcome {
        let (name, _) = named(steps, root)?;
        let instance = self.instance(scope.instance);
        match (root, name) {
            ("path", "module") => Ok(Value::text(self.below_root(&instance.module.directory))),
            ("path", "root") => Ok(Value::text(".")),
            ("path", "cwd") => Ok(Value::unknown("path.cwd, the directory of the run", None)),
            ("terraform", "workspace") => {
                let id = format!("{}||terraform.workspace", self.root);
                Ok(Value::symbol(Symbol::new(id, "terraform.workspace", Class::Any)))
            }
            _ => Err(Failure::undeclared(&format!("{root}.{name}"))),
        }
    }

    /// A directory as Terraform shows it from the root: `.`, `modules/a`, `../modules/a`.
    fn below_root(&self, directory: &str) -> String {
        let mut root: Vec<&str> = self.root.split('/').filter(|part| !part.is_empty()).collect();
        let mut path: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
        let shared = root.iter().zip(&path).take_while(|(a, b)| a == b).count();
        let up = root.split_off(shared).len();
        let path = path.split_off(shared);
        let parts: Vec<&str> = std::iter::repeat_n("..", up).chain(path).collect();
        if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
    }
}

/// The name in the first step, and the steps behind it.
fn named<'s>(steps: &'s [Step], of: &str) -> Result<(&'s str, &'s [Step]), Failure> {
    match steps {
        [Step::Attribute { name, .. }, rest @ ..] => Ok((name, rest)),
        _ => Err(Failure::undeclared(of)),
    }
}
