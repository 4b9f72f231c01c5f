//! The source of a function, where it lies in the tree: what it calls, and which variables it uses.

use std::ops::Range;

use crate::{
    aws::{
        code::{self, MAX_BYTES, MAX_FILES, is_code},
        environment,
        labeling::Call,
    },
    facts::FunctionFact,
    source::{Label, Sources, Span},
    value::Part,
};

/// The first call in a function's source that starts labeling, and the text of the file that makes it.
pub(super) struct Evidence {
    pub call: Call,
    pub at: Label,
    /// Where it reads objects itself and sends workers their text.
    pub reads: Option<Label>,
    text: String,
}

impl Evidence {
    /// Whether the file that starts labeling uses an environment variable.
    pub fn uses(&self, variable: &str) -> bool {
        code::uses_variable(&self.text, variable)
    }

    /// Whether that file reads or lists objects of what a variable names, and shows none to workers.
    pub fn keeps(&self, variable: &str) -> bool {
        environment::is_kept(&self.text, variable)
    }

    /// Whether it starts human loops with objects of the bucket that a variable names.
    pub fn shows(&self, variable: &str) -> bool {
        let hands_on = self.uses(variable) && !self.keeps(variable);
        self.call == Call::StartHumanLoop && self.sends_objects() && hands_on
    }

    /// Whether that file speaks of objects in S3, and so may show one to workers rather than text of its own.
    pub fn sends_objects(&self) -> bool {
        code::speaks_of_objects(&self.text)
    }
}

pub(super) fn evidence(function: &FunctionFact, sources: &Sources) -> Option<Evidence> {
    inline(function).or_else(|| {
        let mut left = MAX_FILES;
        function.paths.iter().find_map(|path| below(path, sources, &mut left))
    })
}

/// Those names that no file of a function's source speaks of.
pub(super) fn unused(
    function: &FunctionFact,
    sources: &Sources,
    mut names: Vec<String>,
) -> Vec<String> {
    let all = function.paths.iter().flat_map(|path| sources.below(path, MAX_FILES));
    let files: Vec<String> = all.filter(|file| is_code(file)).take(MAX_FILES + 1).collect();
    if files.len() > MAX_FILES {
        return Vec::new();
    }
    names.retain(|name| !function.code.has_text(&|text| environment::mentions(text, name)));
    for file in files {
        let Ok(id) = sources.open(&file) else { continue };
        let source = sources.get(id);
        // a bundle speaks of too much to tell
        names.retain(|name| {
            source.text.len() <= MAX_BYTES && !environment::mentions(&source.text, name)
        });
    }
    names
}

fn inline(function: &FunctionFact) -> Option<Evidence> {
    for (_, one) in function.code.alternatives() {
        let parts = one.as_parts()?;
        for part in parts.iter() {
            let Part::Literal(text) = part else { continue };
            let place = |range: Range<usize>| {
                text.span_of(range.start, range.end).unwrap_or(function.header)
            };
            if let Some(found) = found(text.as_str(), &place) {
                return Some(found);
            }
        }
    }
    None
}

fn below(path: &str, sources: &Sources, left: &mut usize) -> Option<Evidence> {
    for (id, source) in code::files(path, sources, left) {
        let place = |range: Range<usize>| Span {
            file: id,
            start: range.start as u32,
            end: range.end as u32,
        };
        if let Some(found) = found(&source.text, &place) {
            return Some(found);
        }
    }
    None
}

fn found(text: &str, place: &dyn Fn(Range<usize>) -> Span) -> Option<Evidence> {
    let (call, range) = code::first_call(text)?;
    let words = match call {
        Call::CreateLabelingJob => "its code creates labeling jobs here",
        _ => "its code starts human loops here",
    };
    let at = Label::new(place(range), words);
    // a labeling job takes a manifest, so what its starter reads is no sign of what it shows
    let reads = code::reads_for_others(text).filter(|_| call == Call::StartHumanLoop);
    let reads = reads.map(|range| {
        Label::new(place(range), "and reads objects here itself, to send their text to workers")
    });
    Some(Evidence { call, at, reads, text: text.to_owned() })
}
