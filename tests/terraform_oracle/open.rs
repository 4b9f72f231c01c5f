//! Configurations without the values of their variables.

use std::{fs, path::Path};

use cors_lint::source::Sources;
use serde_json::Value as Json;

/// The configuration with no default and no file of values: nothing is known of its variables but their types.
pub fn without_values(folder: &Path, name: &str) -> Sources {
    let root = folder.join("configurations").join(name);
    let sources = Sources::default();
    add(&root, "", &sources);
    sources
}

fn add(folder: &Path, below: &str, sources: &Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            add(&entry.path(), &path, sources);
        } else if !name.contains(".tfvars") {
            let text = fs::read_to_string(entry.path()).unwrap();
            let text = if below.is_empty() { without_defaults(&path, text) } else { text };
            sources.add(path, text);
        }
    }
}

/// Defaults of variables stand on lines of their own in the configurations.
fn without_defaults(path: &str, text: String) -> String {
    if path.ends_with(".json") {
        let mut json: Json = serde_json::from_str(&text).unwrap();
        let variables = json.get_mut("variable").and_then(Json::as_object_mut);
        for variable in variables.into_iter().flat_map(serde_json::Map::values_mut) {
            variable.as_object_mut().unwrap().remove("default");
        }
        return json.to_string();
    }
    if !path.ends_with(".tf") {
        return text;
    }
    let is_default = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().take(2).collect();
        words == ["default", "="]
    };
    let kept: Vec<&str> = text.lines().filter(|line| !is_default(line)).collect();
    kept.join("\n")
}
