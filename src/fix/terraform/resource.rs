//! A new `aws_s3_bucket_cors_configuration`, or the place that stands for one.

use super::{after_block, rule_block, rule_in};
use crate::{
    facts::free_label,
    finding::Edit,
    fix::{
        candidate::Job,
        edits::insertion,
        hcl_list::aligned,
        text::{indentation, is_followed, line_end, slice},
        trees::{Directory, Native},
    },
    source::Span,
    syntax::hcl::Block,
};

/// Where a bucket without rules gets its first.
pub enum Place {
    /// A resource of its own after the bucket.
    New { name: String },
    /// The bucket's own configuration, which has no rules yet.
    Empty(Span),
    /// The bucket's own block, which says its rules itself or is too old to have them apart.
    Inline,
}

pub fn place(job: &Job, native: &Native, block: &Block) -> Option<Place> {
    if block.label(0) != Some("aws_s3_bucket") || block.body.attribute("cors_rule").is_some() {
        return None;
    }
    let label = block.label(1)?;
    let directory = job.trees.directory(native.directory());
    if let Some(span) = directory.by_bucket.get(label) {
        return Some(Place::Empty(*span));
    }
    if block.body.blocks.iter().any(|inner| inner.label(0) == Some("cors_rule")) {
        return Some(Place::Inline);
    }
    Some(Place::New { name: free_name(label, &directory) })
}

/// The bucket's label, or one that follows from it and is free.
pub(in super::super) fn free_name(label: &str, directory: &Directory) -> String {
    let (configurations, buckets) = (&directory.configurations, &directory.buckets);
    free_label(label, |name| configurations.contains(name), |name| buckets.contains(name))
}

pub fn insert(job: &Job, native: &Native, block: &Block, place: Place) -> Option<Vec<Edit>> {
    match place {
        Place::New { name } => new(job, native, block, &name).map(|edit| vec![edit]),
        Place::Inline => rule_in(job, native, block).map(|edit| vec![edit]),
        Place::Empty(span) => {
            let native = job.trees.native(span.file)?;
            let block = native.block(span)?;
            rule_in(job, &native, block).map(|edit| vec![edit])
        }
    }
}

fn new(job: &Job, native: &Native, block: &Block, name: &str) -> Option<Edit> {
    let text = &native.source.text;
    let end = line_end(text);
    let base = indentation(text, block.span.start);
    let inner = format!("{base}  ");
    let arguments = aligned(&arguments(text, block)?, &inner, end);
    let rule = rule_block(job.need.frames, &inner, "  ", end);
    let resource = format!(
        "{base}resource \"aws_s3_bucket_cors_configuration\" \"{name}\" {{{end}{arguments}{end}{rule}{end}{base}}}"
    );
    let at = after_block(text, block.span.end)?;
    let gap = if is_followed(text, at) { end } else { "" };
    Some(insertion(block.span.file, at, format!("{end}{end}{resource}{gap}")))
}

/// How the new resource follows the instances, the provider and the region of the bucket.
fn arguments(text: &str, block: &Block) -> Option<Vec<(String, String)>> {
    let label = block.label(1)?;
    let has = |name: &str| block.body.attribute(name).is_some();
    let mut out = Vec::new();
    let mut add = |name: &str, value: String| out.push((name.to_owned(), value));
    let bucket = if has("for_each") {
        add("for_each", format!("aws_s3_bucket.{label}"));
        "each.value.id".to_owned()
    } else if has("count") {
        add("count", format!("length(aws_s3_bucket.{label})"));
        format!("aws_s3_bucket.{label}[count.index].id")
    } else {
        format!("aws_s3_bucket.{label}.id")
    };
    for name in ["provider", "region"] {
        if let Some(argument) = block.body.attribute(name) {
            let span = argument.value.span;
            let value = slice(text, span.start, span.end);
            if value.is_empty() || value.contains('\n') {
                return None;
            }
            add(name, value.to_owned());
        }
    }
    add("bucket", bucket);
    Some(out)
}
