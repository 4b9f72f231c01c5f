//! The policy. A rule is a pair of files here: `<rule>.rs` and `<rule>.md`.

pub mod cors_without_any_origin;
pub mod cors_without_get;
pub mod external_bucket;
pub mod missing_cors;
pub mod undecided_cors;
pub mod unused_ignore;

use crate::rule::Rule;

/// Every rule, in the order of reports and docs.
pub static ALL: &[&Rule] = &[
    &missing_cors::RULE,
    &cors_without_get::RULE,
    &cors_without_any_origin::RULE,
    &undecided_cors::RULE,
    &external_bucket::RULE,
    &unused_ignore::RULE,
];
