//! From text to tree: survey, parse, lower.

use std::{borrow::Cow, collections::HashSet};

use ::hcl::edit::parser;

use super::{
    comments,
    lower::Lowering,
    plain,
    survey::{self, Fault, Range, Root, Survey},
    tree::{Body, Document, Expression},
};
use crate::{
    finding::Problem,
    source::{FileId, Source, Span},
    text::Text,
};

/// Reads a file in Terraform's native syntax.
///
/// A top-level item that is not valid is left out and named in [`Document::problems`]. When it cannot be told where the
/// items begin, the whole file is a problem: an open quote, bracket, comment or heredoc.
///
/// # Errors
/// A problem of kind `syntax` at the exact place.
pub fn read(source: &Source, file: FileId) -> Result<Document, Problem> {
    let whole = Span { file, start: 0, end: source.text.len() as u32 };
    let text = Text::written(source.text.as_str(), whole);
    let survey =
        survey::survey(text.as_str(), Root::File).map_err(|fault| place(&text, whole, fault))?;
    let comments = comments::collect(&text, &survey.comments);
    let body = Body { attributes: Vec::new(), blocks: Vec::new(), span: whole };
    let mut document = Document { body, comments, problems: Vec::new(), pieces: survey.pieces };
    let mut names = HashSet::new();
    let mut unsaid = 0;
    for range in items(&survey) {
        let Err(fault) = read_item(&text, &survey, range, &mut document.body, &mut names) else {
            continue;
        };
        if document.problems.len() < MAX_PROBLEMS {
            document.problems.push(place(&text, whole, fault));
        } else {
            unsaid += 1;
        }
    }
    if let Some(last) = document.problems.last_mut().filter(|_| unsaid > 0) {
        last.message += &format!(", nor are {unsaid} items after it");
    }
    Ok(document)
}

/// The most problems told of one file.
const MAX_PROBLEMS: usize = 10;

/// Reads a string that is a template: the content for `templatefile`, a string of a `.tf.json` file.
/// `at` stands for the parts of `text` that were written in no file.
///
/// # Errors
/// A problem of kind `syntax`.
pub fn read_template(text: &Text, at: Span) -> Result<Expression, Problem> {
    let parse = |survey: &Survey| {
        let template =
            tolerant(&survey.prepared, parser::parse_template).map_err(|error| fault(&error, 0))?;
        Lowering::new(text, at, survey, 0).template(&template)
    };
    survey::survey(text.as_str(), Root::Template)
        .and_then(|survey| parse(&survey))
        .map_err(|fault| place(text, at, fault))
}

/// Reads an expression: the value of `-var`, a type given as a string in a `.tf.json` file.
/// `at` stands for the parts of `text` that were written in no file.
///
/// # Errors
/// A problem of kind `syntax`.
pub fn read_expression(text: &Text, at: Span) -> Result<Expression, Problem> {
    let parse = |survey: &Survey| {
        let prepared = survey.prepared.trim_end();
        let start = prepared.len() - prepared.trim_start().len();
        let expression = tolerant(prepared.trim_start(), parser::parse_expr)
            .map_err(|error| fault(&error, start))?;
        Lowering::new(text, at, survey, start).expression(&expression)
    };
    survey::survey(text.as_str(), Root::Expression)
        .and_then(|survey| parse(&survey))
        .map_err(|fault| place(text, at, fault))
}

/// The top-level items of a file: each begins where a line starts outside all brackets.
pub(super) fn items(survey: &Survey) -> impl Iterator<Item = Range> {
    let ends = survey.tops.iter().skip(1).copied().chain([survey.prepared.len()]);
    let ranges = survey.tops.iter().zip(ends).map(|(start, end)| *start..end);
    ranges.filter(|range| {
        survey.prepared.get(range.clone()).is_some_and(|item| !item.trim().is_empty())
    })
}

fn read_item(
    text: &Text,
    survey: &Survey,
    range: Range,
    into: &mut Body,
    names: &mut HashSet<String>,
) -> Result<(), Fault> {
    let plain = plain::item(&Lowering::new(text, into.span, survey, 0), &range, into.span);
    let body = match plain {
        Some(body) => body,
        None => parsed_item(text, survey, range, into.span)?,
    };
    for attribute in body.attributes {
        if !names.insert(attribute.name.clone()) {
            let at = attribute.name_span.start as usize..attribute.name_span.end as usize;
            return Err(Fault { at, message: TWICE.to_owned() });
        }
        into.attributes.push(attribute);
    }
    into.blocks.extend(body.blocks);
    Ok(())
}

/// The attributes and blocks of an item as the parser reads them, whose faults are told.
pub(super) fn parsed_item(
    text: &Text,
    survey: &Survey,
    range: Range,
    span: Span,
) -> Result<Body, Fault> {
    let item = survey.prepared.get(range.clone()).unwrap_or_default();
    let parsed = tolerant(item, parser::parse_body).map_err(|error| fault(&error, range.start))?;
    Lowering::new(text, span, survey, range.start).body(&parsed, span)
}

const TWICE: &str = "this argument is set a second time in the same block: keep one of the two";

/// The parser's error in words of ours; `base` is where the text it was given starts.
fn fault(error: &parser::Error, base: usize) -> Fault {
    let at = base + error.location().offset();
    let message = match error.message() {
        message if message.contains(KEY_TWICE) => {
            "this key stands twice in one object, once too often to be read here: keep one"
                .to_owned()
        }
        message if message.contains("redefined attribute") => TWICE.to_owned(),
        message if message.contains("nesting depth") => {
            "this lies more than 64 levels deep, deeper than is read here".to_owned()
        }
        message if message.contains("chained binary") => {
            "this chains more than 128 operators, more than is read here".to_owned()
        }
        "unexpected token" => "this is not valid HCL".to_owned(),
        message => format!("this is not valid HCL: {message}"),
    };
    Fault { at: at..at + 1, message }
}

const KEY_TWICE: &str = "redefined object key";

/// Objects with more doubled keys than these are not read.
const MAX_DOUBLED: usize = 64;

/// Parses a text in which keys may stand twice in one object: Terraform takes the last, the parser none. It is given another
/// word in their place; what they read is taken from the source.
fn tolerant<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, parser::Error>,
) -> Result<T, parser::Error> {
    let mut text = Cow::Borrowed(text);
    for attempt in 0..MAX_DOUBLED {
        match parse(&text) {
            Err(error) if error.message().contains(KEY_TWICE) => {
                match renamed(&text, error.location().offset(), attempt) {
                    Some(other) => text = Cow::Owned(other),
                    None => return Err(error),
                }
            }
            outcome => return outcome,
        }
    }
    parse(&text)
}

/// The text with another word of the same length for the key at `at`; nothing where the key is no plain word.
fn renamed(text: &str, at: usize, attempt: usize) -> Option<String> {
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    let quote = usize::from(rest.starts_with('"'));
    let is_word = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let length = rest.chars().skip(quote).take_while(is_word).count();
    let (old, after) = (rest.get(..quote + length)?, rest.get(quote + length..)?);
    if length == 0 || (quote == 1 && !after.starts_with('"')) {
        return None;
    }
    let letter = |place: u32| {
        let digit = attempt / 26usize.pow(place.min(2)) % 26;
        char::from(b'a' + u8::try_from(digit).unwrap_or_default())
    };
    let word: String = (0..u32::try_from(length).ok()?).map(letter).collect();
    Some(format!("{before}{}{word}{after}", old.get(..quote)?))
}

fn place(text: &Text, at: Span, fault: Fault) -> Problem {
    // the parser counts bytes: a character of several is marked whole
    let is_between = |at: &usize| text.as_str().is_char_boundary(*at);
    let end = (fault.at.end.min(text.len())..=text.len()).find(is_between).unwrap_or(text.len());
    let start = (0..=fault.at.start.min(end)).rev().find(is_between).unwrap_or_default();
    let span = if start < end {
        text.span_of(start, end)
    } else {
        text.span().map(|span| Span { start: span.end, ..span })
    };
    Problem::error("syntax", fault.message, span.unwrap_or(at))
}
