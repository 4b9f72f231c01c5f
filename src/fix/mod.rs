//! Edits that mend findings: computed from a file's own tree, proven by judging the edited text, written with care.

mod candidate;
mod diff;
mod edits;
mod generated;
mod hcl_list;
mod json;
mod json_style;
mod mend;
mod need;
mod offer;
mod proof;
mod shape;
mod template;
mod terraform;
mod terraform_json;
mod text;
mod trees;
mod write;
mod yaml;
mod yaml_style;

pub use diff::diff;
pub use edits::{apply, compatible};
pub use mend::{Change, Mended, mend};
pub use offer::{offer, offer_where};
pub use write::{WriteError, write};

use crate::{check::Outcome, dialect::Project, source::Sources};

/// Judges projects as the run at hand does, whatever files the sources hold.
pub type Judge<'a> = dyn Fn(&[Project], &Sources) -> Outcome + Sync + 'a;
