//! Finds S3 buckets that feed image labeling and whose CORS rules keep the worker's browser out.

// In dependency order: a room uses only those listed above it (tests/layers.rs).
pub mod source;
pub mod text;
pub mod nearest;
pub mod finding;
pub mod value;
pub mod syntax;
pub mod aws;
pub mod config;
pub mod facts;
pub mod place;
pub mod dialect;
pub mod model;
pub mod link;
pub mod rule;
// the policy stands at the top of the repository; `#[path]` draws it into this crate
#[path = "../rules/mod.rs"]
pub mod rules;
pub mod check;
pub mod suppress;
pub mod judge;
pub mod fix;
pub mod report;
pub mod walk;
pub mod lsp;
pub mod cli;
