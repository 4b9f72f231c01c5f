//! Where Terraform keeps what it made: what one root keeps there, another may read.

use super::Module;
use crate::{
    source::join,
    syntax::hcl::{Block, Body, Expression},
};

/// The state that a root keeps, by the place that its code names; without a backend, a file beside it.
pub(in super::super) fn kept(module: &Module) -> Option<String> {
    let Some(block) = &module.backend else { return local(&module.directory, None) };
    let kind = if block.kind == "cloud" { "cloud" } else { block.label(0)? };
    identity(kind, &module.directory, &|path| written(&block.body, path))
}

/// The state of a backend of this kind; `field` gives the text of an argument. States are the same when these are.
/// Shapes: Terraform's backends `s3`, `local` and `remote`, and the `cloud` block.
pub(in super::super) fn identity(
    kind: &str,
    directory: &str,
    field: &dyn Fn(&[&str]) -> Option<String>,
) -> Option<String> {
    match kind {
        "s3" => Some(format!("s3 {} {}", field(&["bucket"])?, field(&["key"])?)),
        "local" => local(directory, field(&["path"])),
        "remote" | "cloud" => Some(format!(
            "remote {} {}",
            field(&["organization"])?,
            field(&["workspaces", "name"])?
        )),
        _ => None,
    }
}

fn local(directory: &str, path: Option<String>) -> Option<String> {
    let path = path.unwrap_or_else(|| "terraform.tfstate".to_owned());
    Some(format!("local {}", join(directory, &path)?))
}

/// The plain text of an argument, in nested blocks too.
fn written(body: &Body, path: &[&str]) -> Option<String> {
    let (first, rest) = path.split_first()?;
    if rest.is_empty() {
        let value: &Expression = &body.attribute(first)?.value;
        return Some(value.plain()?.as_str().to_owned());
    }
    let block: &Block = body.blocks(first).next()?;
    written(&block.body, rest)
}
