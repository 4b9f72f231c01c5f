//! What is wrong with a file that is not YAML, in plain words.

use granit_parser::{ErrorKind, ScanError};

use crate::{
    finding::Problem,
    source::{FileId, Span},
};

use super::{
    super::node::{MAX_DEPTH, TOO_MANY},
    align::escape,
};

/// The problem at the character where the parser stopped.
pub fn problem(error: &ScanError, text: &str, file: FileId) -> Problem {
    let marked = error.marker().byte_offset().unwrap_or_default();
    let start = match error.kind() {
        ErrorKind::UnknownQuotedScalarEscape => bad_escape(text, marked),
        _ => marked,
    };
    let rest = text.get(start..).unwrap_or_default();
    let len = rest.chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
    let at = Span { file, start: start as u32, end: (start + len) as u32 };
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep(at);
    }
    Problem::error("syntax", words(error.kind()), at)
}

pub fn too_deep(at: Span) -> Problem {
    let message = format!("lists and maps nest more than {MAX_DEPTH} levels deep here");
    Problem::error("syntax", message, at)
}

pub fn too_many(at: Span) -> Problem {
    Problem::error("syntax", TOO_MANY, at)
}

/// The first escape without a meaning in the double-quoted text that opens at `quote`.
fn bad_escape(text: &str, quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        match escape(rest) {
            Some((_, len)) => at += len,
            None if rest.starts_with("\\\n") || rest.starts_with("\\\r") => at += 2,
            None => return at,
        }
    }
    quote
}

fn words(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnclosedFlowCollection { open } => format!("this `{open}` is never closed"),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            format!("this `{close}` cannot close the `{open}` before it")
        }
        ErrorKind::UnexpectedCharacter { character } => {
            format!("`{}` cannot start a value here; put it in quotes", character.escape_debug())
        }
        kind => fixed_words(kind).to_owned(),
    }
}

fn fixed_words(kind: &ErrorKind) -> &'static str {
    use ErrorKind as Is;
    match kind {
        Is::TabNotAllowed
        | Is::TabInBlockIndentation
        | Is::TabInIndentation
        | Is::TabInPlainScalar
        | Is::TabAtBlockScalarStart => "a tab cannot indent a line in YAML; use spaces",
        Is::InvalidIndentation | Is::InvalidBlockScalarIndent | Is::InvalidFlowScalarIndent => {
            "this line does not fit the indentation of the lines above it"
        }
        Is::InvalidQuotedScalarIndent => {
            "a quoted text from above is still open here; close its quote or indent this line"
        }
        Is::ExpectedBlockMappingKey => "expected a key here; check the indentation of this line",
        Is::ExpectedBlockSequenceEntry => "expected `-` here; check the indentation of this line",
        Is::MappingValueNotAllowed | Is::InvalidColonPlacement => {
            "`:` cannot stand here; put the text in quotes if the colon belongs to it"
        }
        Is::MappingKeyNotAllowed => "a key cannot stand here",
        Is::SimpleKeyExpected | Is::InvalidSimpleKey => "expected `:` after this key",
        Is::UnclosedQuotedScalar => "the quote that opens here is never closed",
        Is::DocumentIndicatorInQuotedScalar => {
            "the quote that opens here is not closed in its document"
        }
        Is::InvalidTrailingSingleQuotedScalar | Is::InvalidTrailingDoubleQuotedScalar => {
            "nothing may follow the closing quote here"
        }
        Is::MisplacedFlowCollectionEnd => "this bracket closes nothing",
        Is::ExpectedFlowMappingSeparator => "expected `,` or `}` here",
        Is::ExpectedFlowSequenceSeparator => "expected `,` or `]` here",
        Is::BlockSequenceEntryNotAllowed | Is::BlockEntryInFlowCollection => {
            "a list entry cannot start here"
        }
        Is::UnknownAnchor => "no anchor above has the name of this alias",
        Is::MissingAnchorOrAliasName => "`&` and `*` need a name; put the text in quotes",
        Is::UnknownQuotedScalarEscape => "this escape means nothing; write `\\\\` for a backslash",
        Is::InvalidQuotedScalarHexEscape
        | Is::InvalidLowSurrogateHexEscape
        | Is::InvalidLowSurrogate
        | Is::MissingLowSurrogate
        | Is::UnpairedLowSurrogate
        | Is::InvalidUnicodeEscape => "an escape in this text stands for no character",
        Is::UndeclaredTagHandle => "the prefix of this tag is not declared",
        Is::CommentNotSeparated => "a comment needs a blank before its `#`",
        Is::CommentInterceptedScalar => "a comment cannot stand between the lines of a plain text",
        Is::InvalidBlockScalarHeader | Is::ZeroBlockScalarIndent => {
            "the header of this block text is not valid"
        }
        Is::BomInsideDocument => "a byte-order mark cannot stand inside the document",
        _ => "this is not valid YAML",
    }
}
