//! What a project says once for all runs, in `.cors-lint.yaml`.

mod date;
mod entries;
mod fields;
mod pattern;
mod read;
mod schema;
mod settings;
#[cfg(test)]
mod tests;
mod variables;

pub use date::Date;
pub use pattern::{Paths, Pattern};
pub use read::{Given, read};
pub use schema::schema;
pub use settings::{Declaration, Ignore, Labeling, Settings, Tag};
pub use variables::Assignment;

/// The name of the file.
pub const FILE: &str = ".cors-lint.yaml";

/// What it may be called by mistake.
pub const MISNAMED: &str = ".cors-lint.yml";

/// A configuration in which every line is a comment that explains itself.
pub const TEMPLATE: &str = include_str!("template.yaml");
