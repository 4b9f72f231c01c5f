//! Terraform and OpenTofu directories to facts.

mod evaluate;
mod functions;
mod program;
mod resources;
#[cfg(test)]
mod tests;
mod types;

use std::collections::BTreeMap;

use crate::{
    facts::Facts,
    finding::Problem,
    source::{Label, Sources, Span},
    syntax::hcl,
    text::Text,
    value::{Entry, Value},
};
use evaluate::{Evaluator, Scope};
use program::{Module, Program, Root};
use resources::Collector;

/// The facts of directories that call each other: each root with the modules that it calls. `var_files` holds, by the
/// directory of a root, the files whose values it is given.
pub fn facts(
    directories: &[String],
    sources: &Sources,
    var_files: &BTreeMap<String, Vec<String>>,
) -> Facts {
    let program = Program { var_files: var_files.clone(), ..program::load(directories, sources) };
    let mut out =
        Facts { files: program.files, problems: program.problems.clone(), ..Facts::default() };
    for module in program.modules.values() {
        out.directives.extend(module.directives.iter().cloned());
    }
    let broken = broken(&program);
    for root in program::roots(&program, sources) {
        let Some(module) = program.modules.get(&root.directory) else { continue };
        let mut facts = root_facts(&program, sources, module, &root);
        for bucket in &mut facts.buckets {
            bucket.managed_elsewhere.extend(broken.clone());
        }
        facts.problems.retain(|problem| !out.problems.contains(problem));
        out.extend(facts);
    }
    out
}

fn root_facts(program: &Program, sources: &Sources, module: &Module, root: &Root) -> Facts {
    let evaluator = Evaluator::new(program, sources, module);
    let mut collector = Collector::new(&evaluator);
    collector.module(0);
    let mut facts = collector.finish(root);
    let (conditions, problems) = evaluator.finish();
    facts.conditions = conditions;
    facts.problems = problems;
    facts
}

/// Where a part of the configuration could not be read: the rules may be declared there.
fn broken(program: &Program) -> Option<Label> {
    let span = program.modules.values().find_map(|module| module.broken)?;
    let text = "this part of the configuration could not be read and may set the CORS rules";
    Some(Label::new(span, text))
}

/// Evaluates one expression with the given variables, as `terraform console` does; files are read below the root of
/// `sources`.
///
/// # Errors
/// A problem where Terraform would report one: of syntax, or of kind `evaluation`.
pub fn evaluate(
    expression: &str,
    variables: &[(String, Value)],
    sources: &Sources,
) -> Result<Value, Problem> {
    let file = sources.add("(expression)", expression);
    let span = Span { file, start: 0, end: expression.len() as u32 };
    let parsed = hcl::read_expression(&Text::written(expression, span), span)?;
    let (program, module) = (Program::default(), Module::default());
    let evaluator = Evaluator::new(&program, sources, &module);
    let entries = variables
        .iter()
        .map(|(name, value)| Entry { key: name.as_str().into(), value: value.clone() });
    let scope = Scope::of(0).with("var", Value::map(entries.collect()));
    evaluator.eval(&parsed, &scope).map_err(|failure| {
        Problem::error("evaluation", failure.message, failure.span.unwrap_or(span))
    })
}

#[cfg(test)]
fn converted(value: &Value, to: &types::Type) -> Value {
    let (program, module, sources) = (Program::default(), Module::default(), Sources::default());
    let evaluator = Evaluator::new(&program, &sources, &module);
    types::convert(&evaluator, value, to).unwrap_or_else(|failure| panic!("{failure:?}"))
}
