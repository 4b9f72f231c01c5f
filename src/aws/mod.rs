//! AWS's own shapes, read from any value: S3 names, CORS rules, policies, state machines, labeling requests, tags.

pub mod code;
pub mod command;
pub mod cors;
pub mod events;
pub mod iam;
pub mod labeling;
pub mod manifest;
pub mod s3;
mod search;
pub mod states;
mod states_format;
pub mod tags;
pub mod words;

/// A key without its spelling: `ManifestS3Uri`, `manifest_s3_uri`, `manifestS3Uri` and `ManifestS3Uri.$` are one.
pub fn folded(key: &str) -> String {
    let key = key.strip_suffix(".$").unwrap_or(key);
    key.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// The value of a key, however it is spelt.
pub fn field(value: &crate::value::Value, key: &str) -> crate::value::Value {
    let wanted = folded(key);
    value.get_where(&|name| folded(name) == wanted, key)
}

/// [`field`] along a path; Terraform's blocks (lists of one) are looked into.
pub fn fields(value: &crate::value::Value, keys: &[&str]) -> crate::value::Value {
    keys.iter().fold(value.clone(), |value, key| field(&value, key))
}
