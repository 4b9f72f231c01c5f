//! The policy. A rule is a pair of files here: `<rule>.rs` and `<rule>.md`.

pub mod closed_workforce;
pub mod competing_cors;
pub mod cors_too_narrow_for_frames;
pub mod cors_without_any_origin;
pub mod cors_without_get;
pub mod external_bucket;
pub mod hidden_origin_header;
pub mod missing_cors;
pub mod rejected_cors;
pub mod undecided_cors;
pub mod unused_ignore;
pub mod wide_cors;

use crate::rule::Rule;

/// Every rule, in the order of reports and docs.
pub static ALL: &[&Rule] = &[
    &missing_cors::RULE,
    &cors_without_get::RULE,
    &cors_without_any_origin::RULE,
    &cors_too_narrow_for_frames::RULE,
    &rejected_cors::RULE,
    &competing_cors::RULE,
    &hidden_origin_header::RULE,
    &undecided_cors::RULE,
    &external_bucket::RULE,
    &closed_workforce::RULE,
    &wide_cors::RULE,
    &unused_ignore::RULE,
];
