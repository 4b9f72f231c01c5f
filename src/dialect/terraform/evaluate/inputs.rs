//! What the variables of a root are given: by the files that Terraform reads unasked, by the command line, and by the
//! files of one deployment or another.

use std::collections::BTreeMap;

use crate::{
    config::{Assignment, Settings},
    dialect::{
        nearby::MAX_DEPLOYMENTS,
        terraform::program::{self, Deployment, Module, Root},
    },
    facts::{Condition, World},
    finding::Problem,
    source::{Sources, Span},
    syntax::hcl::{Attribute, Expression},
    value::Guard,
};

/// A value that something gives to a variable.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// In a file of values.
    Written { name_span: Span, value: Expression },
    /// On the command line.
    Typed(String),
}

type Values = BTreeMap<String, Given>;

/// All that a root is given.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// In every deployment that says nothing else.
    always: Values,
    /// From the command line; wins over all files.
    typed: Values,
    /// The deployments, of which exactly one comes about.
    deployments: Vec<(Guard, Values)>,

    pub conditions: Vec<Condition>,
    pub worlds: Vec<World>,
}

impl Inputs {
    /// Reads what a root is given; files that cannot be read are problems.
    pub fn read(
        module: &Module,
        root: &Root,
        settings: &Settings,
        sources: &Sources,
    ) -> (Inputs, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut inputs = Inputs::default();
        for path in program::automatic(&module.directory, sources) {
            inputs.always.extend(file(&path, sources, &mut problems));
        }
        let named = settings.var_files.get(&module.directory);
        let is_told = named.is_some() || !settings.given.is_empty();
        for path in named.into_iter().flatten() {
            inputs.always.extend(file(path, sources, &mut problems));
        }
        for one in &settings.given {
            match one {
                Assignment::Value { name, text } => {
                    inputs.typed.insert(name.clone(), Given::Typed(text.clone()));
                }
                Assignment::File { path } => {
                    inputs.typed.extend(file(path, sources, &mut problems));
                }
            }
        }
        // who gives values tells the deployment
        if !is_told {
            problems.extend(too_many(root));
            inputs.deploy(module, root);
        }
        (inputs, problems)
    }

    /// Makes one alternative of each deployment, and one of none where the root needs none.
    fn deploy(&mut self, module: &Module, root: &Root) {
        let needs_one = module.variables.iter().any(|(name, variable)| {
            let given = self.always.contains_key(name) || self.typed.contains_key(name);
            !given && variable.default().is_none()
        });
        let mut all: Vec<(String, Values)> =
            root.deployments.iter().take(MAX_DEPLOYMENTS).map(named).collect();
        let is_planned = root.deployments.iter().any(|one| !one.resources.is_empty());
        if !needs_one && !all.is_empty() && !is_planned {
            all.push(("no other file of values".to_owned(), Values::new()));
        }
        let mut rest = Guard::always();
        let last = all.len().saturating_sub(1);
        for (at, (name, values)) in all.into_iter().enumerate() {
            let id = format!("{}||deployed with {name}", module.directory);
            let chosen = if at == last { rest.clone() } else { decided(&rest, &id, true) };
            if last > 0 {
                let witness = vec![format!("{name} is used")];
                self.worlds.push(World { decisions: chosen.clone(), witness });
            }
            if at < last {
                self.conditions.push(Condition {
                    id: id.as_str().into(),
                    when_true: format!("{name} is used"),
                    when_false: format!("{name} is not used"),
                    span: None,
                });
                rest = decided(&rest, &id, false);
            }
            self.deployments.push((chosen, values));
        }
    }

    /// When each deployment comes about, in their order.
    pub fn guards(&self) -> impl Iterator<Item = &Guard> {
        self.deployments.iter().map(|(guard, _)| guard)
    }

    /// Whether anything gives a variable a value, in some deployment at least.
    pub fn sets(&self, name: &str) -> bool {
        self.of(name).iter().any(|(_, given)| given.is_some())
    }

    /// What a variable is given, and when; no guard where it is the same in every deployment.
    pub fn of(&self, name: &str) -> Vec<(Guard, Option<&Given>)> {
        let always = self.always.get(name);
        if let Some(typed) = self.typed.get(name) {
            return vec![(Guard::always(), Some(typed))];
        }
        if !self.deployments.iter().any(|(_, values)| values.contains_key(name)) {
            return vec![(Guard::always(), always)];
        }
        let all = self.deployments.iter();
        all.map(|(guard, values)| (guard.clone(), values.get(name).or(always))).collect()
    }
}

fn too_many(root: &Root) -> Option<Problem> {
    let first = root.deployments.get(MAX_DEPLOYMENTS)?.values.first()?;
    let message = format!(
        "only {MAX_DEPLOYMENTS} files of values are looked at, and neither this one nor those after it: name one with \
         `--var-file`"
    );
    Some(Problem::warning("too-many-deployments", message, first.name_span))
}

fn decided(guard: &Guard, id: &str, outcome: bool) -> Guard {
    guard.and(&Guard::when(id, outcome)).unwrap_or_default()
}

fn named(deployment: &Deployment) -> (String, Values) {
    (deployment.name.clone(), deployment.values.iter().cloned().map(written).collect())
}

fn written(attribute: Attribute) -> (String, Given) {
    let given = Given::Written { name_span: attribute.name_span, value: attribute.value };
    (attribute.name, given)
}

fn file(path: &str, sources: &Sources, problems: &mut Vec<Problem>) -> Values {
    match program::read_values(path, sources) {
        Ok(values) => values.into_iter().map(written).collect(),
        Err(problem) => {
            problems.extend(problem);
            Values::new()
        }
    }
}
