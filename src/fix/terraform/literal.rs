//! Rules that come from a list written elsewhere: a variable's default, a local value, an argument of a module call.

use crate::{
    finding::{Applies, Fix},
    fix::{candidate::Job, generated::is_generated, hcl_list},
};

/// One more element in the literal list that the rules come from. It is only shown: others may use the list too.
pub(in super::super) fn literal(job: &Job) -> Option<Fix> {
    let [short] = job.need.short.as_slice() else { return None };
    if job.need.absent {
        return None;
    }
    let rule = short.rules.last()?;
    let span = rule.methods.span.or(rule.span)?;
    let native = job.trees.native(span.file)?;
    if is_generated(&native.source) {
        return None;
    }
    let edit = hcl_list::beside(&native.source, &native.body, short, job.need.frames)?;
    let title = format!("Add a CORS rule to the list that {} takes its rules from", job.name());
    Some(Fix { title, applies: Applies::Shown, edits: vec![edit] })
}
