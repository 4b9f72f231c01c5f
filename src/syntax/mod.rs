//! Text to trees that know their places; nothing here knows AWS.

pub mod hcl;
pub mod json;
pub mod node;
pub mod toml;
pub mod yaml;
