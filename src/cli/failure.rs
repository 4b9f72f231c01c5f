//! Why the job could not be done, and what to try next.

use std::fmt;

/// A sentence, and lines of help.
#[derive(Debug)]
pub struct Failure {
    title: String,
    help: Vec<String>,
}

impl Failure {
    pub fn new(title: impl Into<String>) -> Failure {
        Failure { title: title.into(), help: Vec::new() }
    }

    pub fn help(mut self, line: impl Into<String>) -> Failure {
        self.help.push(line.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "error: {}", self.title)?;
        self.help.iter().try_for_each(|line| writeln!(out, "  = help: {line}"))
    }
}
