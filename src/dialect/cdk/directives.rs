//! `// cors-lint: …` and `# cors-lint: …` in the source of an app, and the same in `/* … */`.

use std::collections::{BTreeSet, HashMap};

use crate::{
    facts::{BucketFact, Directive},
    place::covers,
    source::{FileId, Sources, Span},
};

use super::code;

const NAME: &str = "cors-lint:";

/// Whether a text may hold one.
pub fn is_in(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), NAME.as_bytes()).is_some()
}

/// The calls that make buckets, in the sources that speak to this tool: where each begins, and as far as it goes.
pub struct Calls(HashMap<FileId, Vec<(Span, Span)>>);

impl Calls {
    pub fn of(buckets: &[BucketFact], sources: &Sources) -> Calls {
        let made = buckets.iter().filter(|bucket| bucket.template.is_some());
        let headers: BTreeSet<Span> = made.map(|bucket| bucket.header).collect();
        let mut calls: HashMap<FileId, Vec<(Span, Span)>> = HashMap::new();
        let mut speaks: HashMap<FileId, bool> = HashMap::new();
        for header in headers {
            let source = sources.get(header.file);
            if *speaks.entry(header.file).or_insert_with(|| is_in(&source.text)) {
                let text = source.text.get(header.start as usize..).unwrap_or_default();
                let len = code::end_of_call(text, code::comment(&source.path));
                let end = len.map_or(header.end, |len| header.start + len as u32);
                calls.entry(header.file).or_default().push((header, Span { end, ..header }));
            }
        }
        Calls(calls)
    }

    /// The innermost call that a directive stands in, where it does not stand at the line of another.
    fn around(&self, directive: &Directive, sources: &Sources) -> Option<Span> {
        let calls = self.0.get(&directive.span.file)?;
        if calls.iter().any(|(header, _)| covers(directive, *header, *header, sources)) {
            return None;
        }
        let around = calls.iter().filter(|(_, whole)| whole.contains(directive.span));
        around.max_by_key(|(header, _)| header.start).map(|(header, _)| *header)
    }
}

/// Every directive of a source file.
pub fn directives(file: FileId, calls: &Calls, sources: &Sources) -> Vec<Directive> {
    let source = sources.get(file);
    let found = memchr::memmem::find_iter(source.text.as_bytes(), NAME);
    let read = found.filter_map(|at| {
        let (first, end) = source.line_range(source.line_at(at as u32));
        let before = source.text.get(first as usize..at)?.trim_end();
        let marker = marker(before)?;
        let start = first + (before.len() - marker.len()) as u32;
        let rest = source.text.get(at + NAME.len()..end as usize)?;
        let (text, end) = match rest.find("*/").filter(|_| marker.ends_with('*')) {
            Some(close) => (rest.get(..close)?, (at + NAME.len() + close) as u32 + 2),
            None => (rest, end),
        };
        let directive =
            Directive { text: text.trim().to_owned(), span: Span { file, start, end }, on: None };
        let on = calls.around(&directive, sources);
        Some(Directive { on, ..directive })
    });
    read.collect()
}

/// What opens the comment in which a directive stands, or a line of that comment.
fn marker(before: &str) -> Option<&'static str> {
    if before.trim_start() == "*" {
        return Some("*");
    }
    ["//", "#", "/**", "/*"].into_iter().find(|marker| before.ends_with(marker))
}
