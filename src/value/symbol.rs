//! Texts that are not known but have an identity, and the reasons why a value is not known.

use std::{cmp::Ordering, sync::Arc};

use super::Value;
use crate::source::Span;

/// One text, unknown here and fixed at run time: two symbols with one id are the same text.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// Unique in the run: `infra/modules/store module.a aws_s3_bucket.this.bucket`.
    pub id: Arc<str>,
    /// As the code's author would write it: `aws_s3_bucket.this.bucket`, `AWS::AccountId`.
    pub shown: Arc<str>,
    pub class: Class,
    /// The expression that gives the text its form, where there is one.
    pub definition: Option<Arc<Value>>,
    /// Where the reference was written.
    pub span: Option<Span>,
}

impl Symbol {
    pub fn new(id: impl Into<Arc<str>>, shown: impl Into<Arc<str>>, class: Class) -> Symbol {
        Symbol { id: id.into(), shown: shown.into(), class, definition: None, span: None }
    }

    pub fn defined(mut self, definition: Value) -> Symbol {
        self.definition = Some(Arc::new(definition));
        self
    }

    pub fn at(mut self, span: Option<Span>) -> Symbol {
        self.span = span.or(self.span);
        self
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Symbol) -> bool {
        self.id == other.id
    }
}

impl Eq for Symbol {}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Symbol) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    fn cmp(&self, other: &Symbol) -> Ordering {
        self.id.cmp(&other.id)
    }
}

/// What is known of a symbol's text; it decides whether a split or a match is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Any,
    /// 3 to 63 of `a-z 0-9 - .`, by S3's naming rules.
    BucketName,
    /// The name of one bucket declared in the code: two of them are never one name, for names are globally unique.
    Managed,
    /// Letters, digits, `-` and `_`, by Lambda's naming rules.
    FunctionName,
    /// Twelve digits.
    AccountId,
    Region,
    Partition,
}

impl Class {
    pub fn may_contain(self, c: char) -> bool {
        match self {
            Class::Any => true,
            Class::BucketName | Class::Managed => {
                c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'
            }
            Class::FunctionName => c.is_ascii_alphanumeric() || c == '-' || c == '_',
            Class::AccountId => c.is_ascii_digit(),
            Class::Region | Class::Partition => {
                c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
            }
        }
    }

    /// The fewest characters such a text has.
    pub fn min_len(self) -> usize {
        match self {
            Class::Any => 0,
            Class::FunctionName => 1,
            Class::BucketName | Class::Managed | Class::Partition => 3,
            Class::AccountId => 12,
            Class::Region => 9,
        }
    }
}

/// One thing that an unknown value hangs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Completes "it depends on …": `var.cors_rules, which has no value here`.
    pub reason: String,
    pub span: Option<Span>,
}

/// Why a value is not known; never empty, sorted, without doubles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origins(Vec<Origin>);

impl Origins {
    pub fn one(reason: impl Into<String>, span: Option<Span>) -> Origins {
        Origins(vec![Origin { reason: reason.into(), span }])
    }

    /// `None` when there is no origin.
    pub fn new(mut origins: Vec<Origin>) -> Option<Origins> {
        origins.sort();
        origins.dedup_by(|a, b| a.reason == b.reason);
        if origins.is_empty() { None } else { Some(Origins(origins)) }
    }

    pub fn and(&self, other: &Origins) -> Origins {
        Origins::new([self.0.as_slice(), other.0.as_slice()].concat())
            .unwrap_or_else(|| self.clone())
    }

    pub fn all(&self) -> &[Origin] {
        &self.0
    }

    /// Where the first of them stands.
    pub fn span(&self) -> Option<Span> {
        self.0.iter().find_map(|origin| origin.span)
    }

    /// `var.a, var.b and 3 more`.
    pub fn sentence(&self) -> String {
        let named: Vec<&str> = self.0.iter().take(3).map(|one| one.reason.as_str()).collect();
        match (named.as_slice(), self.0.len()) {
            ([one], _) => (*one).to_owned(),
            ([a, b], _) => format!("{a} and {b}"),
            (some, n) if n > some.len() => {
                format!("{} and {} more", some.join(", "), n - some.len())
            }
            (some, _) => some.join(", "),
        }
    }
}
