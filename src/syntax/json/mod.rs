//! Reads JSON, in a file or inside a text, with the place of every key, value and character.

mod ground;
mod parse;
mod string;

use crate::{
    finding::Problem,
    source::{FileId, Source, Span},
    text::Text,
};

use super::node::{Document, Node, Prune};
use ground::Ground;
use parse::Parser;

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// One sentence without a full stop.
    pub message: String,
    /// In the file that holds the text; `None` when the text stands in no file.
    pub at: Option<Span>,
}

/// Reads a file. Fails with a `syntax` problem at the place where it stops being JSON.
pub fn read(source: &Source, file: FileId) -> Result<Document, Problem> {
    read_pruned(source, file, None)
}

/// As [`read`], and keeps less.
pub fn read_pruned<'p>(
    source: &'p Source,
    file: FileId,
    prune: Option<Prune<'p>>,
) -> Result<Document, Problem> {
    let mut parser = Parser::new(&source.text, Ground::File(file));
    parser.prune = prune;
    match parser.document() {
        Ok(root) => Ok(Document { root, comments: Vec::new(), problems: parser.problems }),
        Err(fault) => {
            let at = Span { file, start: fault.start as u32, end: fault.end as u32 };
            Err(Problem::error("syntax", fault.message, at))
        }
    }
}

/// The value that starts at a byte of a text in which it was read before.
fn value_at(text: &str, file: FileId, at: usize) -> Option<Node> {
    let mut parser = Parser::new(text, Ground::File(file));
    parser.at = at;
    parser.value(0).ok()
}

/// Reads JSON that stands inside a text; every span leads to the file where the text was written. Pieces that stand in no
/// file take the span of the whole text; a text without any place cannot be read.
pub fn read_text(text: &Text) -> Result<Node, Malformed> {
    let Some(whole) = text.span() else {
        let message = "this JSON stands in no file".to_owned();
        return Err(Malformed { message, at: None });
    };
    Parser::new(text.as_str(), Ground::Text { text, whole }).document().map_err(|fault| Malformed {
        message: fault.message,
        at: text.span_of(fault.start, fault.end).or(Some(whole)),
    })
}

#[cfg(test)]
mod tests;
