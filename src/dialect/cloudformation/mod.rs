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
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    facts::{DescriptionFact, Facts, Language},
    source::{FileId, Sources},
    syntax::node::Document,
    text::Text,
    value::Value,
};

use deployment::{Deployment, Stack};
use given::AllGiven;
use inputs::Finder;
use resources::Place;
use template::{Resource, Template};

/// The facts of the templates among these files. Templates that others nest are judged through their parents alone.
pub fn facts(paths: &[String], sources: &Sources) -> Facts {
    let mut facts = Facts { files: paths.len(), ..Facts::default() };
    let mut templates: BTreeMap<String, Arc<Template>> = BTreeMap::new();
    let loaded: Vec<_> = paths.par_iter().map(|path| load::template(path, sources)).collect();
    for (path, loaded) in paths.iter().zip(loaded) {
        match loaded {
            Ok(Some(template)) => {
                templates.insert(path.clone(), Arc::new(template));
            }
            Ok(None) => {}
            Err(problem) => facts.problems.push(problem),
        }
    }
    let mut deployment = Deployment::new(sources);
    let roots = nested::roots(&templates);
    let mut finder = Finder::new(&templates, &roots, sources);
    for path in roots {
        if let Some(template) = templates.get(path) {
            let inputs = finder.of(path, template);
            let root = Stack { inputs, ..Stack::root(template.clone(), path) };
            deployment.add(root, &|deployment, stack, resource| {
                nested::find(deployment, stack, resource, &templates)
            });
        }
    }
    facts.problems.extend(finder.problems);
    facts.extend(of_deployment(&deployment, &place));
    facts
}

/// The facts of all stacks, and of each template once.
pub fn of_deployment(deployment: &Deployment, locate: &resources::Locate) -> Facts {
    let mut facts = resources::facts(deployment, locate);
    let mut seen = HashSet::new();
    for stack in &deployment.stacks {
        let scope = &stack.scope;
        let described = |text: &Text| DescriptionFact { text: text.clone(), scope: scope.clone() };
        facts.descriptions.extend(stack.template.description.iter().map(described));
        if seen.insert(stack.template.file) {
            facts.directives.extend(directives::directives(&stack.template));
            facts.problems.extend(stack.template.problems.iter().cloned());
        }
    }
    facts.problems.extend(deployment.problems.iter().cloned());
    let (conditions, worlds) = worlds::tables(deployment);
    facts.problems.extend(worlds::left_out(deployment));
    facts.conditions.extend(conditions);
    facts.worlds.extend(worlds);
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
