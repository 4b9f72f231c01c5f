//! From the trees of a directory's files to its declarations.

use super::{
    constant,
    files::{File, Read},
    merge,
    module::{Call, Language, Mode, Module, Output, Resource, Variable, address},
};
use crate::{finding::Problem, syntax::hcl::Block};

pub(super) fn module(directory: &str, read: Read) -> (Module, Vec<Problem>) {
    let broken = read.problems.iter().find(|problem| problem.kind == "syntax");
    let mut module = Module {
        directory: directory.to_owned(),
        directives: read.directives,
        broken: broken.or(read.problems.first()).and_then(|problem| problem.at),
        ..Module::default()
    };
    let mut problems = read.problems;
    for File { body, language, overrides } in read.parsed {
        for block in body.blocks {
            add(&mut module, block, language, overrides, &mut problems);
        }
    }
    let Module { calls, locals, .. } = &mut module;
    for call in calls.values_mut() {
        call.from = call.source().and_then(|source| constant::text(source, locals));
    }
    (module, problems)
}

fn add(
    module: &mut Module,
    block: Block,
    language: Language,
    overrides: bool,
    problems: &mut Vec<Problem>,
) {
    let label = |index| block.label(index).unwrap_or_default().to_owned();
    match block.kind.as_str() {
        "locals" => {
            for attribute in block.body.attributes {
                if overrides && !module.locals.contains_key(&attribute.name) {
                    let message =
                        format!("this override has no local.{} to override", attribute.name);
                    let problem =
                        Problem::warning("override-without-base", message, attribute.name_span);
                    problems.push(problem);
                    continue;
                }
                module.locals.insert(attribute.name.clone(), attribute);
            }
        }
        "variable" => {
            let known = module.variables.get_mut(&label(0)).map(|variable| &mut variable.block);
            if let Some(block) = merged(known, block, overrides, problems) {
                module
                    .variables
                    .insert(block.label(0).unwrap_or_default().to_owned(), Variable { block });
            }
        }
        "output" => {
            let known = module.outputs.get_mut(&label(0)).map(|output| &mut output.block);
            if let Some(block) = merged(known, block, overrides, problems) {
                module
                    .outputs
                    .insert(block.label(0).unwrap_or_default().to_owned(), Output { block });
            }
        }
        "module" => {
            let name = label(0);
            let known = module.calls.get_mut(&name).map(|call| &mut call.block);
            if let Some(block) = merged(known, block, overrides, problems) {
                module.calls.insert(name.clone(), Call { name, block, from: None });
            }
        }
        "resource" => resource(module, Mode::Managed, block, language, overrides, problems),
        "data" => resource(module, Mode::Data, block, language, overrides, problems),
        "import" => module.imports.push(block),
        "provider" => provider(module, &block, overrides),
        "terraform" => {
            let mut blocks = block.body.blocks.into_iter();
            let found = blocks.find(|block| matches!(block.kind.as_str(), "backend" | "cloud"));
            module.backend = found.or(module.backend.take());
        }
        _ => {}
    }
}

fn resource(
    module: &mut Module,
    mode: Mode,
    block: Block,
    language: Language,
    overrides: bool,
    problems: &mut Vec<Problem>,
) {
    let (Some(kind), Some(name)) = (block.label(0), block.label(1)) else { return };
    let (kind, name) = (kind.to_owned(), name.to_owned());
    let address = address(mode, &kind, &name);
    let known = module.resources.get_mut(&address).map(|resource| &mut resource.block);
    if let Some(block) = merged(known, block, overrides, problems) {
        module.resources.insert(address, Resource { mode, kind, name, block, language });
    }
}

/// The block to add; `None` when it was merged into the known one, or is a second declaration of it.
fn merged(
    known: Option<&mut Block>,
    block: Block,
    overrides: bool,
    problems: &mut Vec<Problem>,
) -> Option<Block> {
    let described = || {
        let labels: Vec<&str> = block.labels.iter().map(|(label, _)| label.as_str()).collect();
        format!("{} {}", block.kind, labels.join("."))
    };
    match (known, overrides) {
        (None, false) => Some(block),
        (Some(base), true) => {
            merge::block(base, block);
            None
        }
        (None, true) => {
            let message = format!("this override has no {} to override", described());
            problems.push(Problem::warning("override-without-base", message, block.header));
            None
        }
        (Some(_), false) => {
            let message =
                format!("{} is declared a second time; the first one counts", described());
            problems.push(Problem::warning("declared-twice", message, block.header));
            None
        }
    }
}

fn provider(module: &mut Module, block: &Block, overrides: bool) {
    let Some(name) = block.label(0) else { return };
    let body = &block.body;
    let alias = body.attribute("alias").and_then(|alias| alias.value.plain());
    let name = alias.map_or_else(|| name.to_owned(), |alias| format!("{name}.{}", alias.as_str()));
    let mut tags = body.blocks("default_tags").filter_map(|tags| tags.body.attribute("tags"));
    let is_setting = |name: &str| !matches!(name, "alias" | "version");
    let says_more = body.attributes.iter().any(|attribute| is_setting(&attribute.name));
    let provider = module.providers.entry(name).or_default();
    let default_tags = tags.next().map(|tags| tags.value.clone());
    let known = provider.default_tags.take().filter(|_| overrides);
    provider.default_tags = default_tags.or(known);
    provider.has_settings |= says_more || !body.blocks.is_empty();
}
