//! What a rule has to say, and how to mend it.

use crate::source::{Label, Span};

/// One sentence about one bucket, at one place, with what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The id of the rule.
    pub rule: &'static str,
    pub level: Level,
    /// The address of the bucket; with `rule`, the identity across runs.
    pub subject: String,
    /// The line that opens the bucket, and the calls that made it: they tell apart buckets of one address.
    pub made_at: Vec<Span>,
    /// Other buckets that the same line of a CDK app makes, with the same fault.
    pub also: Vec<String>,
    /// One sentence without a full stop.
    pub message: String,
    /// Where a person would edit.
    pub at: Label,
    /// The place in the synthesized template, when `at` lies in the source of the app that made it.
    pub template: Option<Span>,
    /// Every hop of the evidence and every piece of CORS that falls short, in reading order.
    pub related: Vec<Label>,
    /// Facts that the verdict hangs on: assumptions, scenarios.
    pub notes: Vec<String>,
    /// What to do, in one or two sentences; may hold a snippet on lines of its own.
    pub help: Option<String>,
    pub fix: Option<Fix>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    /// `note`, `warning`, `error`: as SARIF spells them.
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A file or a value that was not understood; not the fault of any rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub level: Level,
    /// Kebab-case: `syntax`, `not-text`, `unreadable`, `module-not-found` …
    pub kind: &'static str,
    /// One sentence without a full stop.
    pub message: String,
    /// An empty span at the start of the file when only the file is known.
    pub at: Option<Span>,
}

impl Problem {
    pub fn error(kind: &'static str, message: impl Into<String>, at: Span) -> Problem {
        Problem { level: Level::Error, kind, message: message.into(), at: Some(at) }
    }

    pub fn warning(kind: &'static str, message: impl Into<String>, at: Span) -> Problem {
        Problem { level: Level::Warning, kind, message: message.into(), at: Some(at) }
    }

    /// Whether one of these is about the same place.
    pub fn is_told_by<'p>(&self, mut others: impl Iterator<Item = &'p Problem>) -> bool {
        self.at.is_some() && others.any(|other| other.at == self.at)
    }
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `Add a CORS configuration for aws_s3_bucket.frames`.
    pub title: String,
    pub applies: Applies,
    pub edits: Vec<Edit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// With `--fix`.
    Safe,
    /// With `--fix=unsafe`.
    Unsafe,
    /// Shown, never applied.
    Shown,
}

/// Replace the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Finding {
    /// What to write under the marked source.
    pub fn label(mut self, text: impl Into<String>) -> Finding {
        self.at.text = text.into();
        self
    }

    pub fn related(mut self, span: Span, text: impl Into<String>) -> Finding {
        self.related.push(Label::new(span, text));
        self
    }

    pub fn note(mut self, text: impl Into<String>) -> Finding {
        self.notes.push(text.into());
        self
    }

    pub fn help(mut self, text: impl Into<String>) -> Finding {
        self.help = Some(text.into());
        self
    }
}
