//! The configuration described for editors.

const SCHEMA: &str = include_str!("schema.json");

/// The JSON schema of the file, which knows these rules.
pub fn schema(rules: &[&'static str]) -> String {
    let quoted: Vec<String> = rules.iter().map(|id| format!("\"{id}\"")).collect();
    SCHEMA.replace("\"RULES\"", &quoted.join(", "))
}
