//! Cloud assemblies of the AWS CDK to facts, at the lines of the app's source.

mod assembly;
mod code;
mod directives;
mod frame;
mod include;
mod language;
mod metadata;
mod nested;
mod origin;
mod place;
mod quiet;
mod templates;

use std::{collections::HashMap, iter, sync::Arc};

use crate::{
    facts::Facts,
    source::Sources,
    value::{Entry, Is, Map, Value, lift},
};

use super::{
    cloudformation::{
        deployment::{Deployment, Stack},
        of_deployment,
    },
    room::Room,
};
pub use include::taken_in;
use origin::Origins;
use place::Places;
pub use quiet::leads_to_labeling;
use templates::Templates;

/// The facts of the assembly in a directory, its stages included.
pub fn facts(directory: &str, sources: &Sources) -> Facts {
    let room = Room::default();
    let assembly = assembly::read(directory, sources, &room);
    let mut facts = Facts { files: assembly.files, ..Facts::default() };
    facts.problems.extend(assembly.problems);
    let assets = Arc::new(assembly.assets);
    let templates = Templates::new(sources, &room);
    let mut deployment = Deployment::new(sources);
    let mut artifacts = HashMap::new();
    for artifact in assembly.stacks {
        facts.files += 1;
        let Some(template) = templates.get(&artifact.template) else { continue };
        let stack = Stack {
            name: Some(artifact.name.clone()),
            account: artifact.account.clone(),
            region: artifact.region.clone(),
            assets: assets.clone(),
            ..Stack::root(template, artifact.template.as_str())
        };
        let scope = stack.scope.clone();
        let products = artifact.products.iter().filter_map(|product| {
            let template = templates.get(product)?;
            let scope = format!("{scope}|{product}");
            Some(Stack { assets: assets.clone(), ..Stack::root(template, scope) })
        });
        for stack in iter::once(stack).chain(products) {
            deployment.add(stack, &|deployment, stack, resource| {
                nested::find(deployment, stack, resource, &templates)
            });
        }
        facts.files += artifact.products.len();
        artifacts.insert(scope, artifact);
    }
    let places = Places {
        artifacts,
        origins: Origins::new(directory, sources),
        sources,
        language: language::of_app(directory, sources),
    };
    let locate = |deployment: &Deployment, stack: usize, resource: &_| {
        places.place(deployment, stack, resource)
    };
    facts.extend(of_deployment(&deployment, &locate));
    for bucket in &mut facts.buckets {
        bucket.tags = tagged(&bucket.tags, places.tags(&bucket.scope));
    }
    let calls = directives::Calls::of(&facts.buckets, sources);
    for file in places.origins.used() {
        facts.directives.extend(directives::directives(file, &calls, sources));
    }
    facts.problems.extend(templates.problems());
    facts
}

/// The tags of a bucket and those of its stack, as far as it has none of the same key.
fn tagged(own: &Value, stack: &[Entry]) -> Value {
    if stack.is_empty() {
        return own.clone();
    }
    lift(own, |own| {
        let Is::Map(map) = &own.is else {
            let has_none = own.is_absent() || own.is_null();
            return if has_none { Value::map(stack.into()) } else { own.clone() };
        };
        let is_new = |tag: &&Entry| map.entries.iter().all(|own| own.key != tag.key);
        let entries = stack.iter().filter(is_new).chain(&map.entries).cloned().collect();
        Value { is: Is::Map(Map { entries, ..map.clone() }), ..own.clone() }
    })
}

#[cfg(test)]
mod tests;
