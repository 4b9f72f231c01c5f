//! Edits of Terraform's native syntax.

mod call;
mod literal;
mod resource;

use super::{
    candidate::Job,
    edits::insertion,
    hcl_list,
    need::{self, Short},
    text::{end_of_line, indentation, line_after, line_before, line_end, slice},
    trees::Native,
};
use crate::{
    facts::Language,
    finding::{Applies, Edit, Fix},
    source::Span,
    syntax::hcl::Block,
};
pub(super) use call::fixes as call_fixes;
use literal::literal;
pub(super) use resource::free_name;

/// The fixes for a bucket that is a block of this file, best first.
pub(super) fn fixes(job: &Job) -> Vec<Fix> {
    let Some(native) = job.trees.native(job.bucket.body.file) else { return Vec::new() };
    let Some(block) = native.block(job.bucket.body) else { return Vec::new() };
    if block.kind != "resource" {
        return Vec::new();
    }
    let applies = applies(job, &native);
    let mut out = Vec::new();
    if applies == Applies::Shown {
        out.extend(literal(job));
    }
    if job.bucket.language == Language::Terraform {
        out.extend(added(job, &native, block, applies));
    }
    out.extend(widened(job, applies));
    out.extend(literal(job));
    out
}

/// A module that several calls use belongs to all of them: no edit without asking.
fn applies(job: &Job, native: &Native) -> Applies {
    match job.trees.calls_of(native.directory()) {
        0 | 1 => Applies::Safe,
        _ => Applies::Shown,
    }
}

/// A further rule wherever one is missing; `None` where one of the places cannot take it.
fn added(job: &Job, native: &Native, block: &Block, applies: Applies) -> Option<Fix> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut title = format!("Add a CORS rule that allows GET from any origin to {}", job.name());
    if job.need.absent {
        let place = resource::place(job, native, block)?;
        if let resource::Place::New { .. } = place {
            title = format!("Add a CORS configuration for {}", job.name());
        }
        edits.extend(resource::insert(job, native, block, place)?);
    }
    for short in &job.need.short {
        edits.push(beside(job, native, block, short)?);
    }
    Some(Fix { title, applies, edits })
}

/// A rule beside those of a configuration that falls short.
fn beside(job: &Job, native: &Native, block: &Block, short: &Short) -> Option<Edit> {
    if !block.span.contains(short.span) {
        let native = job.trees.native(short.span.file)?;
        let own = native.block(short.span)?;
        return rule_in(job, &native, own);
    }
    match block.body.attribute("cors_rule") {
        Some(_) => hcl_list::beside(&native.source, &block.body, short, job.need.frames),
        None => rule_in(job, native, block),
    }
}

/// One more block after the last `cors_rule`, static or dynamic; as the last of a block that has none.
pub(super) fn rule_in(job: &Job, native: &Native, block: &Block) -> Option<Edit> {
    let text = &native.source.text;
    let is_rule = |block: &&Block| {
        block.kind == "cors_rule"
            || (block.kind == "dynamic" && block.label(0) == Some("cors_rule"))
    };
    let end = line_end(text);
    let file = block.span.file;
    if let Some(last) = block.body.blocks.iter().rfind(is_rule) {
        let pad = indentation(text, last.span.start);
        if !line_before(text, last.span.start).trim().is_empty() {
            return None;
        }
        let rule = rule_block(job.need.frames, pad, &unit(pad, text, block), end);
        let at = after_block(text, last.span.end)?;
        return Some(insertion(file, at, format!("{end}{end}{rule}")));
    }
    let base = indentation(text, block.span.start);
    let unit = unit_of_body(text, block);
    let rule = rule_block(job.need.frames, &format!("{base}{unit}"), &unit, end);
    last_in(text, block, &rule)
}

/// Lines as the last of a block; `None` where the block stands on one line.
fn last_in(text: &str, block: &Block, lines: &str) -> Option<Edit> {
    let (end, file) = (line_end(text), block.span.file);
    let inside = slice(text, block.body.span.start, block.body.span.end);
    if inside.trim().is_empty() && !inside.contains('\n') {
        let base = indentation(text, block.span.start);
        return Some(insertion(file, block.body.span.start, format!("{end}{lines}{end}{base}")));
    }
    if !inside.contains('\n') || !inside.ends_with(['\n', ' ', '\t']) {
        return None;
    }
    let at = block.body.span.start + inside.trim_end().len() as u32;
    let gap = if inside.trim().is_empty() { "" } else { end };
    Some(insertion(file, at, format!("{gap}{end}{lines}")))
}

/// Where a line can be added after a block: a comment on the line of its brace stays with it.
fn after_block(text: &str, end: u32) -> Option<u32> {
    let rest = line_after(text, end).trim();
    let is_comment = rest.starts_with('#') || rest.starts_with("//");
    match is_comment {
        true => Some(end_of_line(text, end)),
        false => rest.is_empty().then_some(end),
    }
}

/// What one level of nesting adds, told from a nested block and the one around it.
fn unit(pad: &str, text: &str, around: &Block) -> String {
    let base = indentation(text, around.span.start);
    match pad.strip_prefix(base) {
        Some(unit) if !unit.is_empty() => unit.to_owned(),
        _ => "  ".to_owned(),
    }
}

/// The same, told from the first argument of a block.
fn unit_of_body(text: &str, block: &Block) -> String {
    let first = block.body.attributes.first().map(|attribute| attribute.span.start);
    let first = first.filter(|at| line_before(text, *at).trim().is_empty());
    first.map_or_else(|| "  ".to_owned(), |at| unit(indentation(text, at), text, block))
}

/// A `cors_rule` block, aligned as `terraform fmt` does, without a line end.
fn rule_block(frames: bool, pad: &str, unit: &str, end: &str) -> String {
    let arguments = hcl_list::arguments(&need::rule(frames, need::TERRAFORM));
    let lines = hcl_list::aligned(&arguments, &format!("{pad}{unit}"), end);
    format!("{pad}cors_rule {{{end}{lines}{pad}}}")
}

/// GET in a rule that has every origin.
fn widened(job: &Job, applies: Applies) -> Option<Fix> {
    let ([short], false, true, false) =
        (job.need.short.as_slice(), job.need.absent, job.need.no_get, job.need.frames)
    else {
        return None;
    };
    let span = short.methods()?;
    let native = job.trees.native(span.file)?;
    let holder: Span = if job.bucket.body.contains(span) { job.bucket.body } else { short.span };
    let block = native.block(holder).filter(|block| block.span.contains(span))?;
    let edit = hcl_list::append(&native.source, &block.body, span, "\"GET\"")?;
    let title = format!("Allow GET in the CORS rule of {} that has any origin", job.name());
    Some(Fix { title, applies, edits: vec![edit] })
}
