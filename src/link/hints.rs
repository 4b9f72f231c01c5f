//! Buckets of which only words say that labeling uses them: a name, a lone tag, a comment, a description.

use super::{Found, iam::words};
use crate::{
    aws,
    facts::{BucketFact, Facts},
    model::{Confidence, Role, Service, Use, Work},
    source::{Label, Sources, Span},
    text::Text,
    value::{Is, Part, Value},
};

/// More comment lines than these above a bucket are not read.
const MAX_LINES: usize = 20;

/// Uses of the buckets that nothing else speaks of.
pub(super) fn find(facts: &Facts, sources: &Sources, found: &mut Vec<Found>) {
    let common = common_tags(facts);
    for (at, bucket) in facts.buckets.iter().enumerate() {
        if !bucket.declared || found.iter().any(|one| one.bucket == at) {
            continue;
        }
        let trail = trail(bucket, facts, sources, &common);
        if trail.is_empty() {
            continue;
        }
        let role = if words::say_output(&bucket.address) { Role::Output } else { Role::Input };
        let used = Use {
            role,
            work: Work::Unknown,
            service: Service::Declared,
            confidence: Confidence::Hint,
            public_crowd: None,
            trail,
        };
        let exists = bucket.exists.clone();
        found.push(Found { bucket: at, used, exists, assumptions: Vec::new() });
    }
}

fn trail(
    bucket: &BucketFact,
    facts: &Facts,
    sources: &Sources,
    common: &[(String, String)],
) -> Vec<Label> {
    let mut out = Vec::new();
    let own = words::own(&bucket.address);
    if own.is_some_and(|own| aws::words::labeling(own).is_some()) {
        out.push(Label::new(bucket.header, "its address speaks of labeling"));
    }
    for (_, name) in bucket.name.definition.iter().flat_map(|name| name.alternatives()) {
        let said = spoken(&name, bucket.header);
        out.extend(said.map(|span| Label::new(span, "its name speaks of labeling")));
    }
    for (_, tags) in bucket.tags.alternatives() {
        out.extend(tag(&tags, bucket.header, common));
    }
    out.extend(comment(bucket, sources));
    let described = facts.descriptions.iter().filter(|one| one.scope == bucket.scope);
    out.extend(described.filter_map(|one| {
        let span = place(&one.text)?;
        Some(Label::new(span, "the description of its template speaks of labeling"))
    }));
    out.dedup();
    out
}

/// The first word of labeling in what is written of a value.
fn spoken(value: &Value, or: Span) -> Option<Span> {
    let parts = value.as_parts()?;
    parts.iter().find_map(|part| match part {
        Part::Literal(text) => {
            let found = aws::words::labeling(text.as_str())?;
            Some(text.span_of(found.start, found.end).unwrap_or(or))
        }
        _ => None,
    })
}

fn place(text: &Text) -> Option<Span> {
    let found = aws::words::labeling(text.as_str())?;
    text.span_of(found.start, found.end)
}

/// A tag whose key or value speaks of labeling, unless every bucket has it.
fn tag(tags: &Value, or: Span, common: &[(String, String)]) -> Option<Label> {
    let Is::Map(map) = &tags.is else { return None };
    map.entries.iter().find_map(|entry| {
        let is_common = pair(&entry.key, &entry.value).is_some_and(|pair| common.contains(&pair));
        if is_common {
            return None;
        }
        let in_key = aws::words::labeling(entry.key.as_str()).map(|_| entry.key.span());
        let span = match in_key {
            Some(span) => span.unwrap_or(or),
            None => spoken(&entry.value, or)?,
        };
        Some(Label::new(span, "its tag speaks of labeling"))
    })
}

fn pair(key: &Text, value: &Value) -> Option<(String, String)> {
    Some((key.as_str().to_owned(), value.constant()?))
}

/// Tags that every one of several buckets has: they speak of the whole, not of one bucket.
fn common_tags(facts: &Facts) -> Vec<(String, String)> {
    let mut declared = facts.buckets.iter().filter(|bucket| bucket.declared).map(tags);
    let Some(first) = declared.next() else { return Vec::new() };
    let mut others = 0;
    let common = declared.fold(first, |mut common, next| {
        others += 1;
        common.retain(|pair| next.contains(pair));
        common
    });
    if others == 0 { Vec::new() } else { common }
}

fn tags(bucket: &BucketFact) -> Vec<(String, String)> {
    match &bucket.tags.is {
        Is::Map(map) => {
            map.entries.iter().filter_map(|entry| pair(&entry.key, &entry.value)).collect()
        }
        _ => Vec::new(),
    }
}

/// A comment in the bucket's block, or right above it, in a file that a person wrote.
fn comment(bucket: &BucketFact, sources: &Sources) -> Option<Label> {
    let source = sources.get(bucket.header.file);
    let header = source.line_at(bucket.header.start);
    let own = bucket.body.file == bucket.header.file;
    let last = if own { source.line_at(bucket.body.end) } else { header };
    let text = |line: usize| {
        let (start, end) = source.line_range(line);
        source.text.get(start as usize..end as usize).map(|text| (start, text))
    };
    let is_comment = |line: &usize| {
        text(*line).is_some_and(|(_, text)| {
            let text = text.trim_start();
            ["#", "//", "*", "/*"].iter().any(|mark| text.starts_with(mark))
        })
    };
    let above = (header.saturating_sub(MAX_LINES)..header).rev().take_while(is_comment);
    above.chain(header..=last).find_map(|line| {
        let (start, text) = text(line)?;
        let from = behind_mark(text)?;
        let found = aws::words::labeling(text.get(from..)?)?;
        let at = |offset: usize| start + (from + offset) as u32;
        let span = Span { file: bucket.header.file, start: at(found.start), end: at(found.end) };
        Some(Label::new(span, "this comment speaks of labeling"))
    })
}

/// Where the comment of a line begins.
fn behind_mark(line: &str) -> Option<usize> {
    let lead = line.len() - line.trim_start().len();
    let rest = line.get(lead..)?;
    if rest.starts_with(['#', '*']) || rest.starts_with("//") || rest.starts_with("/*") {
        return Some(lead);
    }
    [" #", " //"].iter().filter_map(|mark| line.find(mark)).min()
}
