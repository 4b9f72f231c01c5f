//! The pre-commit hooks run when a file of ours changes, and only then.

#![cfg(test)]

use std::fs;

const OURS: &[&str] = &[
    "main.tf",
    "infra/main.tofu",
    "infra/buckets.tf.json",
    "infra/buckets.tofu.json",
    "template.yaml",
    "stacks/template.yml",
    "cdk.out/App.template.json",
    "legacy/buckets.template",
];
const NOT_OURS: &[&str] = &[
    "main.rs",
    "README.md",
    "terraform.tfstate",
    "notes.tf.bak",
    "lib/stack.ts",
    "infra/.terraform/modules/m/main.tf",
    "node_modules/p/template.yaml",
];

#[test]
fn hooks_run_on_our_files_only() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let values = |key: &str| -> Vec<String> {
        let prefix = format!("  {key}: ");
        hooks.lines().filter_map(|line| Some(line.strip_prefix(&prefix)?.to_owned())).collect()
    };
    let (files, excluded) = (values("files"), values("exclude"));
    assert_eq!((files.len(), excluded.len()), (2, 2));
    for (files, excluded) in files.iter().zip(&excluded) {
        let runs = |path: &str| matches(files, path) && !matches(excluded, path);
        OURS.iter().for_each(|path| assert!(runs(path), "{path}"));
        NOT_OURS.iter().for_each(|path| assert!(!runs(path), "{path}"));
    }
}

#[test]
fn a_hook_sees_the_whole_tree_at_once() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    assert_eq!(hooks.matches("\n  pass_filenames: false\n").count(), 2);
    assert_eq!(hooks.matches("\n  entry: cors-lint\n").count(), 2);
}

/// Whether a pattern is found in a path, as JSON schema's `pattern` finds it: the same as Python's `re.search`.
fn matches(pattern: &str, path: &str) -> bool {
    let schema = serde_json::json!({ "pattern": pattern });
    jsonschema::is_valid(&schema, &serde_json::json!(path))
}
