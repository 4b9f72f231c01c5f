//! What facts hang on: conditions, the worlds that they allow, and what was taken for granted.

use std::sync::Arc;

use crate::{
    source::{Label, Span},
    value::Guard,
};

/// What a guard's condition is called in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub id: Arc<str>,
    /// Completes "when …" for the outcome true: `var.on is true`.
    pub when_true: String,
    pub when_false: String,
    pub span: Option<Span>,
}

/// Outcomes that a set of conditions can have together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    pub decisions: Guard,
    /// Values that bring it about, each of which completes "when …": `Env = stage`.
    pub witness: Vec<String>,
}

/// A condition that holds exactly where one of the guards does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    pub id: Arc<str>,
    pub holds: Vec<Guard>,
}

/// What was taken for granted where the CORS rules of a bucket were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The id of the bucket's name.
    pub bucket: Arc<str>,
    /// One sentence without a full stop, at what was assumed.
    pub label: Label,
}
