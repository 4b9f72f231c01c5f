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
pub struct Calls {
    own: HashMap<FileId, Vec<(Span, Span)>>,
    /// Calls that such a call stands in.
    outer: HashMap<FileId, Vec<(Span, Span)>>,
}

impl Calls {
    pub fn of(buckets: &[BucketFact], sources: &Sources) -> Calls {
        let mut calls = Calls { own: HashMap::new(), outer: HashMap::new() };
        let mut speaks: HashMap<FileId, bool> = HashMap::new();
        let mut seen = BTreeSet::new();
        for bucket in buckets.iter().filter(|bucket| bucket.template.is_some()) {
            let header = bucket.header;
            let source = sources.get(header.file);
            if !*speaks.entry(header.file).or_insert_with(|| is_in(&source.text)) {
                continue;
            }
            let whole = |from: Span| {
                let text = source.text.get(from.start as usize..).unwrap_or_default();
                let len = code::end_of_call(text, code::comment(&source.path));
                Span { end: len.map_or(from.end, |len| from.start + len as u32), ..from }
            };
            if seen.insert((header, header)) {
                calls.own.entry(header.file).or_default().push((header, whole(header)));
            }
            for caller in bucket.callers.iter().map(|caller| caller.span) {
                if caller.file == header.file && seen.insert((caller, header)) {
                    let around = Some(whole(caller)).filter(|around| around.contains(header));
                    let outer = calls.outer.entry(header.file).or_default();
                    outer.extend(around.map(|around| (caller, around)));
                }
            }
        }
        calls
    }

    /// The innermost call that a directive stands in, or the call around others that it stands at, where it does not stand
    /// at the line of one that makes a bucket.
    fn around(&self, directive: &Directive, sources: &Sources) -> Option<Span> {
        let calls = self.own.get(&directive.span.file)?;
        let is_at = |header: &Span| covers(directive, *header, *header, sources);
        if calls.iter().any(|(header, _)| is_at(header)) {
            return None;
        }
        let around = calls.iter().filter(|(_, whole)| whole.contains(directive.span));
        let own = around.max_by_key(|(header, _)| header.start).map(|(header, _)| *header);
        own.or_else(|| {
            let mut outer = self.outer.get(&directive.span.file)?.iter();
            outer.find(|(header, _)| is_at(header)).map(|(_, whole)| *whole)
        })
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
