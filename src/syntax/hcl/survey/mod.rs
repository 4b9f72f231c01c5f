//! One pass over an HCL text before it is parsed: finds comments and the limits of top-level items, tells exactly
//! where a quote, bracket or heredoc stays open, and makes a copy that the parser reads without trouble.
//!
//! The copy has the same length: comments and meaningless newlines become spaces, an empty heredoc becomes `""`.

mod code;
mod heredoc;
mod scan;
mod template;

pub(super) type Range = std::ops::Range<usize>;

/// The most items an object may have; the parser compares each key with all others.
pub(super) const MAX_ITEMS: usize = 4_000;

/// The most words, brackets, quotes, comments and top-level lines of a file.
pub(super) const MAX_PIECES: usize = 1_000_000;

/// What a text is to be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    File,
    Expression,
    Template,
}

#[derive(Debug)]
pub(super) struct Survey {
    /// The text to parse, byte for byte at the places of the original.
    pub prepared: String,
    pub comments: Vec<Range>,
    /// Where each line starts that lies in no bracket, quote or heredoc.
    pub tops: Vec<usize>,
    /// The heredocs without a line, in order; in `prepared` each is `""` and spaces.
    pub empty_heredocs: Vec<Range>,
    /// How many words, brackets, quotes, comments and top-level lines there are.
    pub pieces: usize,
}

/// Why a text cannot be HCL, or cannot be read here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: Range,
    pub message: String,
}

impl Fault {
    fn new(at: Range, message: impl Into<String>) -> Fault {
        Fault { at, message: message.into() }
    }
}

pub(super) fn survey(text: &str, root: Root) -> Result<Survey, Fault> {
    let mut scanner = scan::Scanner::new(text, root);
    scanner.run()?;
    Ok(scanner.finish(text))
}
