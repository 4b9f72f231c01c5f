//! Terraform and OpenTofu directories to facts.

mod evaluate;
mod functions;
mod program;
mod resources;
#[cfg(test)]
mod tests;
mod types;

use std::rc::Rc;

use crate::{
    config::Settings,
    facts::Facts,
    finding::Problem,
    source::{Label, Sources, Span},
    syntax::hcl,
    text::Text,
    value::Value,
};
use evaluate::{Common, Evaluator, Scope};
use program::{Module, Program, Root};
use resources::Collector;

/// The facts of directories that call each other: each root with the modules that it calls.
pub fn facts(directories: &[String], sources: &Sources, settings: &Settings) -> Facts {
    let program = program::load(directories, sources, settings);
    let mut out =
        Facts { files: program.files, problems: program.problems.clone(), ..Facts::default() };
    for module in program.modules.values() {
        out.directives.extend(module.directives(sources));
    }
    let broken = broken(&program);
    let roots = program::roots(&program, sources);
    let spending = Rc::default();
    let common =
        Common { program: &program, roots: &roots, sources, settings, spending: &spending };
    for root in &roots {
        let Some(module) = program.modules.get(&root.directory) else { continue };
        if let Some(problem) = spending.problem(&root.directory) {
            out.problems.push(problem);
            break;
        }
        let mut facts = root_facts(common, module, root);
        for bucket in &mut facts.buckets {
            bucket.managed_elsewhere.extend(broken.clone());
            bucket.managed_elsewhere.extend(root.unfollowed.clone());
        }
        facts.problems.retain(|problem| !out.problems.contains(problem));
        out.extend(facts);
    }
    out
}

fn root_facts(common: Common, module: &Module, root: &Root) -> Facts {
    let evaluator = Evaluator::new(common, module, root);
    let mut collector = Collector::new(&evaluator);
    collector.module(0);
    let mut facts = collector.finish(root, common.roots.len() <= 1);
    facts.extend(evaluator.finish());
    facts
}

/// Where a part of the configuration could not be read: the rules may be declared there.
fn broken(program: &Program) -> Option<Label> {
    let span = program.modules.values().find_map(|module| module.broken)?;
    let text = "a part of the configuration that could not be read and may set the CORS rules";
    Some(Label::new(span, text))
}

/// Evaluates one expression in a directory, as `terraform console` does there.
///
/// # Errors
/// A problem where Terraform would report one: of syntax, or of kind `evaluation`.
pub fn evaluate(
    expression: &str,
    directory: &str,
    sources: &Sources,
    settings: &Settings,
) -> Result<Value, Problem> {
    let file = sources.add("(expression)", expression);
    let span = Span { file, start: 0, end: expression.len() as u32 };
    let parsed = hcl::read_expression(&Text::written(expression, span), span)?;
    let program = program::load(&[directory.to_owned()], sources, settings);
    let (module, root) = (Module::default(), Root::default());
    let module = program.modules.get(directory).unwrap_or(&module);
    let spending = Rc::default();
    let common = Common { program: &program, roots: &[], sources, settings, spending: &spending };
    let evaluator = Evaluator::new(common, module, &root);
    evaluator.eval(&parsed, &Scope::of(0)).map_err(|failure| {
        Problem::error("evaluation", failure.message, failure.span.unwrap_or(span))
    })
}
