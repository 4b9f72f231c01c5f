//! AWS's own shapes, read from any value: S3 names, CORS rules, policies, state machines, labeling requests, tags.

pub mod code;
mod code_names;
mod code_texts;
pub mod code_writes;
pub mod command;
pub mod cors;
pub mod denial;
pub mod environment;
pub mod events;
pub mod iam;
pub mod labeling;
pub mod manifest;
pub mod page;
pub mod s3;
mod search;
pub mod states;
mod states_content;
mod states_format;
pub mod tags;
pub mod words;

/// A key without its spelling: `ManifestS3Uri`, `manifest_s3_uri`, `manifestS3Uri` and `ManifestS3Uri.$` are one.
pub fn folded(key: &str) -> String {
    letters(key).map(char::from).collect()
}

/// What counts of a key's spelling.
fn letters(key: &str) -> impl Iterator<Item = u8> {
    let key = key.strip_suffix(".$").unwrap_or(key);
    key.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase())
}

/// The value of a key, however it is spelt.
pub fn field(value: &crate::value::Value, key: &str) -> crate::value::Value {
    value.get_where(&|name| letters(name).eq(letters(key)), key)
}

/// [`field`] along a path; Terraform's blocks (lists of one) are looked into.
pub fn fields(value: &crate::value::Value, keys: &[&str]) -> crate::value::Value {
    let Some((first, rest)) = keys.split_first() else { return value.clone() };
    rest.iter().fold(field(value, first), |value, key| field(&value, key))
}
