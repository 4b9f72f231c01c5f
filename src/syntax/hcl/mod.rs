//! HCL, the language of Terraform: a text to a tree in which every node knows its bytes.

mod comments;
mod lower;
mod parse;
mod plain;
mod survey;
#[cfg(test)]
mod tests;
mod tree;

pub use parse::{read, read_expression, read_template};
pub use tree::*;
