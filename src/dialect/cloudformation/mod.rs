//! CloudFormation templates to facts.

mod concern;
mod conditions;
pub mod deployment;
mod directives;
mod evaluate;
mod given;
mod include;
pub mod inputs;
pub mod load;
mod mentions;
mod nested;
mod recognise;
mod repeat;
pub mod resources;
mod rules;
pub mod template;
mod worlds;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    slice,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use crate::{
    facts::{DescriptionFact, Facts, Language},
    source::{FileId, Sources},
    syntax::node::Document,
    text::Text,
    value::Value,
};

use super::budget::MAX_PROJECT_STEPS;
use deployment::{Deployment, Stack};
use given::AllGiven;
use inputs::Finder;
use resources::Place;
use template::{Resource, Template};

/// The facts of the templates among these files. Templates that others nest are judged through their parents alone.
pub fn facts(paths: &[String], sources: &Sources) -> Facts {
    let mut facts = Facts { files: paths.len(), ..Facts::default() };
    let mut templates: BTreeMap<String, Arc<Template>> = BTreeMap::new();
    for (path, loaded) in paths.iter().zip(load::all(paths, sources)) {
        match loaded {
            Ok(Some(template)) => {
                templates.insert(path.clone(), Arc::new(template));
            }
            Ok(None) => {}
            Err(problem) => facts.problems.push(problem),
        }
    }
    let roots = nested::roots(&templates);
    let mut finder = Finder::new(&templates, &roots, sources);
    let roots = roots.into_iter().filter_map(|path| Some((path, templates.get(path)?)));
    let roots: Vec<Stack> = roots
        .map(|(path, template)| {
            let inputs = finder.of(path, template);
            Stack { inputs, ..Stack::root(template.clone(), path) }
        })
        .collect();
    facts.problems.extend(finder.problems);
    let tree = Tree { templates: &templates, sources };
    facts.extend(tree.apart(&roots).unwrap_or_else(|| tree.together(&roots)));
    // many small pieces, which nobody waits for
    drop(roots);
    rayon::spawn(move || drop(templates));
    facts
}

/// The templates of a tree, by their paths.
#[derive(Clone, Copy)]
struct Tree<'t> {
    templates: &'t BTreeMap<String, Arc<Template>>,
    sources: &'t Sources,
}

impl<'t> Tree<'t> {
    fn deployed(self, roots: &[Stack]) -> Deployment<'t> {
        let mut deployment = Deployment::new(self.sources);
        for root in roots {
            deployment.add(root.clone(), &|deployment, stack, resource| {
                nested::find(deployment, stack, resource, self.templates)
            });
        }
        deployment
    }

    fn together(self, roots: &[Stack]) -> Facts {
        of_deployment(&self.deployed(roots), &place)
    }

    /// The facts of each root by itself, on every core; `None` where one of them imports what another exports, and where
    /// all of them cost too much.
    fn apart(self, roots: &[Stack]) -> Option<Facts> {
        let spent = AtomicUsize::new(0);
        let one = |root: &Stack| {
            let deployment = self.deployed(slice::from_ref(root));
            let facts = of_stacks(&deployment, &place);
            let is_whole = roots.len() == 1 || !deployment.asks_for_exports();
            let steps = deployment.spending.steps();
            let all = spent.fetch_add(steps, Ordering::Relaxed).saturating_add(steps);
            (is_whole && all <= MAX_PROJECT_STEPS).then_some((facts, deployment.stacks))
        };
        let all = roots.par_iter().map(one).collect::<Option<Vec<_>>>()?;
        let (mut facts, mut stacks) = (Facts::default(), Vec::new());
        for (its_facts, its_stacks) in all {
            facts.extend(its_facts);
            stacks.extend(its_stacks);
        }
        facts.extend(of_templates(&stacks));
        Some(facts)
    }
}

/// The facts of all stacks, and of each template once.
pub fn of_deployment(deployment: &Deployment, locate: &resources::Locate) -> Facts {
    let mut facts = of_stacks(deployment, locate);
    facts.extend(of_templates(&deployment.stacks));
    facts
}

fn of_stacks(deployment: &Deployment, locate: &resources::Locate) -> Facts {
    let mut facts = resources::facts(deployment, locate);
    facts.problems.extend(deployment.problems.iter().cloned());
    let (conditions, worlds) = worlds::tables(deployment);
    // conditions are paid for too
    facts.problems.extend(deployment.budgets.iter().filter_map(|one| one.problem("template")));
    facts.problems.extend(worlds::left_out(deployment));
    facts.conditions.extend(conditions);
    facts.worlds.extend(worlds);
    facts
}

/// What templates say, each of them once.
fn of_templates(stacks: &[Stack]) -> Facts {
    let mut facts = Facts::default();
    let mut seen = HashSet::new();
    for stack in stacks {
        let scope = &stack.scope;
        let described = |text: &Text| DescriptionFact { text: text.clone(), scope: scope.clone() };
        facts.descriptions.extend(stack.template.description.iter().map(described));
        if seen.insert(stack.template.file) {
            facts.directives.extend(directives::directives(&stack.template));
            facts.problems.extend(stack.template.problems.iter().cloned());
        }
    }
    facts
}

/// A template that stands inside another file.
pub struct Embedded {
    /// Unique in the run.
    pub scope: String,
    pub file: FileId,
    pub text: String,
    pub document: Document,
    /// The values that are passed for its parameters.
    pub parameters: HashMap<String, Value>,
}

/// The facts of a template that stands inside another file.
pub fn embedded(embedded: Embedded, sources: &Sources) -> Facts {
    let Embedded { scope, file, text, document, parameters } = embedded;
    let given = AllGiven::new(file, &text);
    let template = Arc::new(Template::new(&sources.path(file), document, &given));
    let mut deployment = Deployment::new(sources);
    let root = Stack { given: parameters, ..Stack::root(template, scope) };
    deployment.add(root, &|_, _, _| None);
    of_deployment(&deployment, &place)
}

/// A resource of a template that a person wrote.
fn place(deployment: &Deployment, stack: usize, resource: &Resource) -> Place {
    let stack = deployment.stacks.get(stack);
    let above = stack.map(|stack| stack.scope.split('|').skip(1).collect::<Vec<_>>());
    let mut address = above.unwrap_or_default();
    address.push(&resource.id);
    Place {
        address: address.join("."),
        header: resource.key_span,
        body: resource.body(),
        template: None,
        cors: None,
        callers: stack.map(|stack| stack.callers.clone()).unwrap_or_default(),
        language: stack.map_or(Language::CloudFormationYaml, |stack| stack.template.language),
    }
}

#[cfg(test)]
mod tests;
