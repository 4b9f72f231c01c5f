//! Reads the first document of a YAML file, with the place of every key, value and character.

mod align;
mod block;
mod build;
mod error;
mod frame;
mod merge;
mod scalar;

use granit_parser::{Event, Parser};

use crate::{
    finding::Problem,
    source::{FileId, Source},
};

use super::{
    json,
    node::{Document, MAX_DEPTH},
};
use build::Builder;

/// Reads a file; one that opens with a bracket is read as JSON first. Fails with a `syntax` problem at the place where it
/// stops being YAML. What stands after the first document is not looked at.
pub fn read(source: &Source, file: FileId) -> Result<Document, Problem> {
    if !source.text.trim_start().starts_with(['{', '[']) {
        return read_yaml(&source.text, file);
    }
    json::read(source, file).or_else(|json| {
        read_yaml(&source.text, file)
            .map_err(|yaml| if reach(&yaml) > reach(&json) { yaml } else { json })
    })
}

/// How far a reader got.
fn reach(problem: &Problem) -> u32 {
    problem.at.map_or(0, |span| span.start)
}

fn read_yaml(text: &str, file: FileId) -> Result<Document, Problem> {
    let options = granit_parser::options! {
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::new(text, file);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Err(_) | Ok((Event::DocumentStart(..), _)) if builder.is_finished() => break,
            Err(error) => return Err(error::problem(&error, text, file)),
            Ok((event, span)) => builder.take(event, &span)?,
        }
    }
    Ok(builder.finish())
}

#[cfg(test)]
mod tests;
