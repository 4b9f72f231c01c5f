//! Keys and their values in text of no strict form: commands, JSON inside commands, lines of JSON.

use crate::{
    source::Span,
    value::{Part, Value},
};

/// What may stand between an option or key and its value.
pub(super) const LEADING: &[char] = &[' ', '\t', '\n', '\r', '\\', '=', ':', '"', '\''];

fn ends(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}' | ']' | '\\' | ';' | '&')
}

/// The value that begins there, up to the next quote, bracket or space.
pub(super) fn word(parts: &[Part]) -> Option<Value> {
    let mut out: Vec<Part> = Vec::new();
    // where the text behind the last hole ends: what fills the hole may be written anywhere
    let mut last: Option<Span> = None;
    for part in parts {
        let Part::Literal(text) = part else {
            last = None;
            out.push(part.clone());
            continue;
        };
        let all = text.as_str();
        let skip =
            if out.is_empty() { all.len() - all.trim_start_matches(LEADING).len() } else { 0 };
        let rest = all.get(skip..).unwrap_or_default();
        let end = rest.find(ends);
        let own = text.slice(skip, skip + end.unwrap_or(rest.len()));
        last = own.span().or(text.span().map(Span::front));
        out.push(Part::Literal(own));
        if end.is_some() {
            break;
        }
    }
    let value = Value::parts(out);
    let whole = value.span.zip(last).map(|(first, last)| first.to(last));
    let value = value.at(whole);
    Some(value).filter(|value| value.constant().as_deref() != Some(""))
}

/// What follows the first `words` for which `passes_over`, asked with the text around them, says no.
pub(super) fn behind(
    parts: &[Part],
    words: &str,
    passes_over: impl Fn(&str, &str) -> bool,
) -> Option<Vec<Part>> {
    let mut found = from(parts, words, passes_over)?;
    if let Some(Part::Literal(text)) = found.first_mut() {
        *text = text.slice(words.len(), text.len());
    }
    Some(found)
}

/// The same, with the words.
pub(super) fn from(
    parts: &[Part],
    words: &str,
    passes_over: impl Fn(&str, &str) -> bool,
) -> Option<Vec<Part>> {
    for (at, part) in parts.iter().enumerate() {
        let Part::Literal(text) = part else { continue };
        let all = text.as_str();
        let found = all.match_indices(words).map(|(found, _)| found).find(|found| {
            let before = all.get(..*found).unwrap_or_default();
            !passes_over(before, all.get(found + words.len()..).unwrap_or_default())
        });
        if let Some(found) = found {
            let mut out = vec![Part::Literal(text.slice(found, all.len()))];
            out.extend(parts.get(at + 1..).unwrap_or_default().iter().cloned());
            return Some(out);
        }
    }
    None
}

/// Every address in S3.
pub(super) fn addresses(own: &[Part]) -> Vec<Value> {
    let mut out = Vec::new();
    let mut rest = own.to_vec();
    while let Some(address) = from(&rest, "s3://", |_, _| false) {
        out.extend(word(&address));
        rest = behind(&address, "s3://", |_, _| false).unwrap_or_default();
    }
    out
}
