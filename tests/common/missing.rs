//! Tools that the machine lacks.

use std::env;

use crate::say::say;

/// Says that a test tried nothing.
///
/// # Panics
/// With `CORS_LINT_ORACLES` in the environment, which promises that nothing is missing.
pub fn missing(what: &str) {
    assert!(env::var_os("CORS_LINT_ORACLES").is_none(), "CORS_LINT_ORACLES is set, but {what}");
    say(&format!("SKIPPED: {what}"));
}
