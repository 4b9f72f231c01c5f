//! Rules given to a module that is not the tree's own, by an argument of its call.

use super::{last_in, unit_of_body};
use crate::{
    finding::{Applies, Edit, Fix},
    fix::{
        candidate::Job,
        edits::insertion,
        hcl_list,
        need::{self, Short},
        text::{indentation, line_end},
        trees::Native,
    },
    syntax::hcl::{Block, ExpressionKind},
};

/// The fix for a bucket that a call makes.
pub(in super::super) fn fixes(job: &Job, argument: &str) -> Vec<Fix> {
    let Some(native) = job.trees.native(job.bucket.body.file) else { return Vec::new() };
    let Some(block) = native.block(job.bucket.body).filter(|block| block.kind == "module") else {
        return Vec::new();
    };
    let edit = match (block.body.attribute(argument), job.need.short.as_slice()) {
        (None, []) => new(job, &native, block, argument),
        (Some(given), short) if block.span.contains(given.span) => match &given.value.kind {
            ExpressionKind::List(items) if items.is_empty() => {
                let element = hcl_list::inline(&need::rule(job.need.frames, need::TERRAFORM));
                Some(insertion(given.span.file, given.value.span.start + 1, element))
            }
            _ => short.first().and_then(|short| beside(job, &native, block, short)),
        },
        _ => None,
    };
    let title = format!("Give a CORS rule to {}", job.name());
    let fix = |edit| Fix { title, applies: Applies::Safe, edits: vec![edit] };
    edit.map(fix).into_iter().collect()
}

fn beside(job: &Job, native: &Native, block: &Block, short: &Short) -> Option<Edit> {
    hcl_list::beside(&native.source, &block.body, short, job.need.frames)
}

/// The argument, apart from the others so that their layout stays.
fn new(job: &Job, native: &Native, block: &Block, argument: &str) -> Option<Edit> {
    let text = &native.source.text;
    let (end, unit) = (line_end(text), unit_of_body(text, block));
    let pad = format!("{}{unit}", indentation(text, block.span.start));
    let entries = hcl_list::arguments(&need::rule(job.need.frames, need::TERRAFORM));
    let lines = hcl_list::aligned(&entries, &format!("{pad}{unit}{unit}"), end);
    let element = format!("{pad}{unit}{{{end}{lines}{pad}{unit}}}");
    last_in(text, block, &format!("{pad}{argument} = [{end}{element}{end}{pad}]"))
}
