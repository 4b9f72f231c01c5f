//! Reads the first document of a YAML file, with the place of every key, value and character.

mod align;
mod block;
mod build;
mod error;
mod frame;
mod merge;
mod plain;
mod scalar;

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Parser, ScanError};

use crate::{
    finding::{Level, Problem},
    source::{FileId, Source},
};

use super::{
    json,
    node::{Document, MAX_DEPTH, Prune, TOO_MANY},
};
use build::Builder;

/// Reads a file; one that opens with a bracket is read as JSON first. Fails with a `syntax` problem at the place where it
/// stops being YAML. What stands after the first document is not looked at.
pub fn read(source: &Source, file: FileId) -> Result<Document, Problem> {
    read_pruned(source, file, None)
}

/// As [`read`], and keeps less.
pub fn read_pruned<'p>(
    source: &'p Source,
    file: FileId,
    mut prune: Option<Prune<'p>>,
) -> Result<Document, Problem> {
    if !source.text.trim_start().starts_with(['{', '[']) {
        return read_yaml(&source.text, file, prune);
    }
    json::read_pruned(source, file, prune.as_mut().map(Prune::again)).or_else(|json| {
        if json.message == TOO_MANY {
            return Err(json);
        }
        match read_yaml(&source.text, file, prune) {
            Ok(mut document) => {
                document.problems.extend(source.path.ends_with(".json").then(|| no_json(json)));
                Ok(document)
            }
            Err(yaml) => Err(if reach(&yaml) > reach(&json) { yaml } else { json }),
        }
    })
}

/// What is said of a file that is called JSON and can only be read as YAML.
fn no_json(error: Problem) -> Problem {
    let message = format!("this file is no JSON: {}; it is read as YAML", error.message);
    Problem { level: Level::Warning, kind: "not-json", message, ..error }
}

/// How many bytes are read again for quoted texts whose lines are not indented.
const REREAD_BUDGET: usize = 16 * 1024 * 1024;

/// How far a reader got.
fn reach(problem: &Problem) -> u32 {
    problem.at.map_or(0, |span| span.start)
}

fn read_yaml<'p>(
    text: &'p str,
    file: FileId,
    mut prune: Option<Prune<'p>>,
) -> Result<Document, Problem> {
    match plain::read(text, file, prune.as_mut().map(Prune::again)) {
        Some(document) => Ok(document),
        None => read_any(text, file, prune),
    }
}

/// What is not written plainly, or is wrong.
fn read_any<'p>(
    text: &'p str,
    file: FileId,
    mut prune: Option<Prune<'p>>,
) -> Result<Document, Problem> {
    let mut text = Cow::Borrowed(text);
    let mut left = REREAD_BUDGET;
    let mut first = None;
    loop {
        let (problem, error) = match read_events(&text, file, prune.as_mut().map(Prune::again)) {
            Ok(document) => return Ok(document),
            Err(Stop::Refused(problem)) => return Err(first.unwrap_or(problem)),
            Err(Stop::Malformed(error)) => (error::problem(&error, &text, file), error),
        };
        let problem = first.get_or_insert(problem);
        let at = error.marker().byte_offset().unwrap_or_default();
        let is_indent = matches!(error.kind(), ErrorKind::InvalidQuotedScalarIndent);
        match left.checked_sub(text.len()).filter(|_| is_indent) {
            Some(rest) if unwrap_line(text.to_mut(), at) => left = rest,
            _ => return Err(problem.clone()),
        }
    }
}

/// Why reading stopped.
enum Stop {
    Malformed(ScanError),
    Refused(Problem),
}

fn read_events<'p>(
    text: &'p str,
    file: FileId,
    prune: Option<Prune<'p>>,
) -> Result<Document, Stop> {
    let options = granit_parser::options! {
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::new(text, file, prune);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Err(_) | Ok((Event::DocumentStart(..), _)) if builder.is_finished() => break,
            Err(error) => return Err(Stop::Malformed(error)),
            Ok((event, span)) => builder.take(event, &span).map_err(Stop::Refused)?,
        }
    }
    Ok(builder.finish())
}

/// Puts the line at `at`, which continues a quoted text without being indented, behind the line above it, with blanks in
/// place of the line break: AWS reads such text, and no byte of the file moves. Says whether there was a line break.
fn unwrap_line(text: &mut String, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let end = before.trim_end_matches([' ', '\t']).len();
    let start = before.get(..end).unwrap_or_default().trim_end_matches(['\n', '\r']).len();
    if start == end {
        return false;
    }
    text.replace_range(start..end, &" ".repeat(end - start));
    true
}

#[cfg(test)]
mod tests;
