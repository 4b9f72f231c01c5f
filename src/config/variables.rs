//! Values that the command line gives to Terraform's variables.

/// One `--var` or `--var-file`; of several for one variable the last counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assignment {
    /// The text as it was typed: taken as it stands for texts, numbers and truth values, read as an expression for all
    /// other types.
    Value { name: String, text: String },
    /// A file of values, by its path in the sources.
    File { path: String },
}
