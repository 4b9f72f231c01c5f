//! The buckets that results go to, by their names and by what functions call them in their environment.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    denials::BucketDenials,
    functions::{Starter, Variable, environment},
    words::{name_says_output, say_output},
};
use crate::{
    aws::s3,
    link::{
        Found,
        aids::Aids,
        names::{Match, Names},
    },
    model::{Confidence, Role},
    source::{Label, Span},
    value::{Answer, Part, Symbol, Value},
};

/// The buckets of a project, what their policies deny, which of them serve SageMaker itself, and which of them results go
/// to by their own name or by that of a variable.
pub(super) struct Known<'a> {
    pub names: &'a Names<'a>,
    pub denied: &'a BucketDenials,
    pub aids: &'a Aids,
    outputs: BTreeSet<usize>,
    /// Those that functions know as the place of a page alone, and where they do.
    pages: BTreeMap<usize, Span>,
    /// Those whose objects the code of a function hands to workers, whatever they are called.
    pub shown: BTreeSet<usize>,
}

impl<'a> Known<'a> {
    pub fn new(
        names: &'a Names<'a>,
        denied: &'a BucketDenials,
        aids: &'a Aids,
        starters: &[&Starter],
    ) -> Known<'a> {
        let (mut outputs, mut others) = (BTreeSet::new(), BTreeSet::new());
        let mut pages = BTreeMap::new();
        for starter in starters {
            for variable in environment(starter.function) {
                let hits = buckets(names, &variable.value, &starter.function.scope).into_iter();
                let hits = hits.filter(|hit| hit.answer == Answer::Yes).map(|hit| hit.bucket);
                match say_output(&variable.name) {
                    _ if names_page(&variable) => {
                        pages.extend(hits.map(|bucket| (bucket, variable.at)));
                    }
                    true => outputs.extend(hits),
                    false => others.extend(hits),
                }
            }
        }
        // what is input to one of them is not settled by its name for another
        outputs.retain(|bucket| !others.contains(bucket));
        pages.retain(|bucket, _| !others.contains(bucket));
        Known { names, denied, aids, outputs, pages, shown: BTreeSet::new() }
    }

    /// What SageMaker itself reads there shows little; the `only` bucket that may be read holds the input too.
    pub fn settle_aids(&self, hits: Vec<Found>, only: Option<usize>) -> Vec<Found> {
        let mut hits = self.aids.settle(hits, only);
        let is_read = |hit: &&mut Found| hit.used.role == Role::Input && only != Some(hit.bucket);
        for hit in hits.iter_mut().filter(is_read) {
            let Some(page) = self.pages.get(&hit.bucket) else { continue };
            hit.used.confidence = Confidence::Possible;
            let label = Label::new(*page, "and a function knows it as the place of a page");
            let trail = &mut hit.used.trail;
            trail.insert(trail.len().saturating_sub(1), label);
        }
        hits
    }

    /// Whether a bucket is called one that results go to.
    pub fn says_output(&self, bucket: usize) -> bool {
        let says = || {
            self.names.address(bucket).is_some_and(say_output)
                || self.names.has_text(bucket, &name_says_output)
        };
        !self.shown.contains(&bucket) && (self.outputs.contains(&bucket) || says())
    }

    /// A role that writes results to a bucket is often allowed to read it as well: where it may do both, or where it is only
    /// likely that the bucket is used at all, a bucket whose name says output, or that of a variable that holds it, is
    /// output. Not so the `only` one that the role may read, for somewhere it reads its input.
    pub fn settle(&self, hits: &mut [&mut Found], only: Option<usize>) {
        let written = hits.iter().filter(|hit| hit.used.role == Role::Output);
        let written: BTreeSet<usize> = written.map(|hit| hit.bucket).collect();
        for hit in hits.iter_mut() {
            let unsure = hit.used.confidence <= Confidence::Likely;
            let is_both = unsure || written.contains(&hit.bucket);
            if is_both && only != Some(hit.bucket) && self.says_output(hit.bucket) {
                hit.used.role = Role::Output;
            }
        }
    }
}

/// The buckets that a variable holds the name of, or may hold.
pub(super) fn buckets(names: &Names, value: &Value, scope: &str) -> Vec<Match> {
    let name = s3::bucket_of_name(value, &|symbol: &Symbol| names.class(symbol));
    let known = name.alternatives().into_iter().filter(|(_, one)| !one.is_unknown());
    known.flat_map(|(_, one)| names.find(&one, scope)).collect()
}

/// Whether a variable holds the address of a page that workers are shown: SageMaker reads it itself, no browser does.
pub(super) fn names_page(variable: &Variable) -> bool {
    let Some(parts) = variable.value.as_parts() else { return false };
    let Some(Part::Literal(last)) = parts.last() else { return false };
    [".html", ".liquid", ".template"].iter().any(|ending| last.as_str().ends_with(ending))
}
