//! The scanner: where it is, and what is open there.

use super::{Fault, MAX_PIECES, Range, Root, Survey};

/// What encloses a place in the text.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Block,
    Object {
        items: usize,
    },
    ForObject,
    Parenthesis,
    Bracket,
    /// `${` or `%{`
    Sequence,
    Quote,
    Heredoc {
        marker: Range,
        line_start: bool,
    },
}

#[derive(Debug)]
pub(super) struct Frame {
    pub kind: Kind,
    /// Where it was opened.
    pub open: Range,
}

pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub root: Root,
    pub at: usize,
    pub stack: Vec<Frame>,
    /// How many words, brackets, quotes, comments and top-level lines came by.
    pub pieces: usize,
    /// The last byte of code that is no space; a newline at the start.
    pub last: u8,
    pub prepared: Vec<u8>,
    pub comments: Vec<Range>,
    pub tops: Vec<usize>,
    pub empty_heredocs: Vec<Range>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str, root: Root) -> Scanner<'a> {
        Scanner {
            text,
            root,
            at: 0,
            stack: Vec::new(),
            pieces: 0,
            last: b'\n',
            prepared: text.as_bytes().to_vec(),
            comments: Vec::new(),
            tops: vec![0],
            empty_heredocs: Vec::new(),
        }
    }

    pub fn run(&mut self) -> Result<(), Fault> {
        while self.at < self.text.len() {
            if self.pieces > MAX_PIECES {
                let message = "this file holds more than 1,000,000 words and brackets up to here";
                return Err(Fault::new(self.at..self.at, message));
            }
            match self.stack.last().map(|frame| &frame.kind) {
                Some(Kind::Quote) => self.quoted()?,
                Some(Kind::Heredoc { .. }) => self.heredoc_line(),
                None if self.root == Root::Template => self.bare(),
                _ => self.code()?,
            }
        }
        match self.stack.pop() {
            Some(frame) => Err(self.unclosed(&frame)),
            None => Ok(()),
        }
    }

    pub fn finish(self, text: &str) -> Survey {
        Survey {
            prepared: String::from_utf8(self.prepared).unwrap_or_else(|_| text.to_owned()),
            comments: self.comments,
            tops: self.tops,
            empty_heredocs: self.empty_heredocs,
            pieces: self.pieces,
        }
    }

    /// The byte at `at`, or 0 past the end.
    pub fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub fn starts_with(&self, pattern: &[u8]) -> bool {
        self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(pattern))
    }

    /// The first `byte` from `from` on; the end of the text when there is none.
    pub fn find(&self, byte: u8, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        memchr::memchr(byte, rest).map_or(self.text.len(), |found| from + found)
    }

    /// Goes to the first byte from here on that is not such a one.
    pub fn skip(&mut self, is: impl Fn(u8) -> bool) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len());
    }

    pub fn slice(&self, range: &Range) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Opens something with the next `len` bytes.
    pub fn open(&mut self, kind: Kind, len: usize) {
        self.pieces += 1;
        let open = self.at..self.at + len;
        self.at += len;
        self.stack.push(Frame { kind, open });
    }

    /// Puts spaces in place of a part of the copy.
    pub fn blank(&mut self, range: Range) {
        if let Some(bytes) = self.prepared.get_mut(range) {
            bytes.fill(b' ');
        }
    }

    fn unclosed(&self, frame: &Frame) -> Fault {
        let message = match &frame.kind {
            Kind::Quote => super::template::OPEN_QUOTE.to_owned(),
            Kind::Heredoc { marker, .. } => {
                let marker = self.slice(marker);
                format!("this heredoc never ends: no line holds `{marker}` alone")
            }
            _ => {
                let opener = self.slice(&frame.open);
                format!("this `{opener}` is never closed")
            }
        };
        Fault::new(frame.open.clone(), message)
    }
}
