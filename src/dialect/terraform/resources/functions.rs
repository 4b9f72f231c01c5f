//! Lambda functions. Most of a configuration may be made of them, and their source is looked for on disk: they come last,
//! and those whose role surely gives no right to label are left out.

use std::rc::Rc;

use super::{Collector, Of, attributes, idle};
use crate::{
    dialect::terraform::{
        evaluate::{Expansion, Fields},
        program::{Mode, Resource, address},
    },
    facts::FunctionFact,
    source::join,
    syntax::hcl::{Expression, ExpressionKind, Step},
    value::Value,
};

/// Functions that were come by.
pub(super) struct Pending<'a> {
    pub instance: usize,
    pub resource: &'a Resource,
    pub expansion: Rc<Expansion>,
}

/// The functions of a root of which all roles and policies are collected. Unless it `is_alone`, another root may give its
/// roles more.
pub(super) fn functions(collector: &mut Collector, is_alone: bool) {
    let pending = std::mem::take(&mut collector.functions);
    let idle = if is_alone { idle::roles(&collector.facts) } else { idle::Roles::default() };
    for Pending { instance, resource, expansion } in &pending {
        for item in &expansion.items {
            let of = Of::new(collector.evaluator, *instance, resource, expansion, item);
            if of.exists().is_none() {
                continue;
            }
            let role = of.fields().get("role");
            if !idle.surely_has(&role) {
                let fact = function(&of, role);
                collector.facts.functions.push(fact);
            }
        }
    }
}

fn function(of: &Of, role: Value) -> FunctionFact {
    let fields = of.fields();
    let (paths, code) = source(of, &fields);
    FunctionFact {
        name: attributes::function_name(of),
        address: of.address(),
        role,
        environment: fields.get("environment").get("variables"),
        code,
        paths,
        header: of.header(),
        body: of.body(),
        exists: of.exists().unwrap_or_default(),
        scope: of.place(),
    }
}

/// The paths and the inline text of a function's source.
fn source(of: &Of, fields: &Fields) -> (Vec<String>, Value) {
    let Some(filename) = fields.attribute("filename") else { return (Vec::new(), Value::absent()) };
    let Some(archive) = archive(of, &filename.value) else {
        return (path(of, &fields.get("filename")).into_iter().collect(), Value::absent());
    };
    let sources = ["source_dir", "source_file"].map(|name| archive.get(name));
    let inline = || archive.get("source").get("content");
    let code = archive.get("source_content").or_else(&inline);
    (sources.iter().filter_map(|source| path(of, source)).collect(), code)
}

/// A path below the root of the tree, where something lies there.
fn path(of: &Of, value: &Value) -> Option<String> {
    let path = join(&of.evaluator.root, &value.constant()?)?;
    let there = of.evaluator.sources.exists(&path) || !of.evaluator.sources.list(&path).is_empty();
    there.then_some(path)
}

/// The `archive_file` whose output the expression names.
fn archive<'e, 'a>(of: &Of<'e, 'a>, expression: &Expression) -> Option<Fields<'e, 'a>> {
    let ExpressionKind::Traversal { base, steps } = &expression.kind else { return None };
    let (
        ExpressionKind::Variable(root),
        [Step::Attribute { name: kind, .. }, Step::Attribute { name, .. }, ..],
    ) = (&base.kind, steps.as_slice())
    else {
        return None;
    };
    if root != "data" || kind != "archive_file" {
        return None;
    }
    let instance = of.evaluator.instance(of.instance);
    let resource = instance.module.resources.get(&address(Mode::Data, kind, name))?;
    Some(Fields::new(of.evaluator, &resource.block.body, of.scope()))
}
