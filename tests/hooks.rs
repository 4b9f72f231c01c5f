//! The pre-commit hooks run when a file of ours changes, and only then; the GitHub Action does what it says.

#![cfg(test)]

use std::fs;

use cors_lint::{
    source::Sources,
    syntax::{node::Document, yaml},
    walk,
};

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
    "lib/stack.rb",
    "pyproject.toml",
];

#[test]
fn hooks_run_on_our_files_only() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let values = |key: &str| -> Vec<String> {
        let prefix = format!("  {key}: ");
        hooks.lines().filter_map(|line| Some(line.strip_prefix(&prefix)?.to_owned())).collect()
    };
    let (files, excluded) = (values("files"), values("exclude"));
    assert_eq!((files.len(), excluded.len()), (3, 3));
    for (files, excluded) in files.iter().zip(&excluded) {
        let runs = |path: &str| matches(files, path) && !matches(excluded, path);
        OURS.iter().for_each(|path| assert!(runs(path), "{path}"));
        NOT_OURS.iter().for_each(|path| assert!(!runs(path), "{path}"));
        for ending in walk::endings() {
            let path = if ending.starts_with('.') { &format!("in/a{ending}") } else { ending };
            assert!(runs(path), "{path}");
        }
        for folder in walk::SKIPPED {
            let path = format!("in/{folder}/main.tf");
            assert!(!runs(&path), "{path}");
        }
    }
}

#[test]
fn a_hook_sees_the_whole_tree_at_once() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    assert_eq!(hooks.matches("\n  pass_filenames: false\n").count(), 3);
    assert_eq!(hooks.matches("\n  entry: cors-lint\n").count(), 3);
}

/// The script of the action, run as a runner runs it: a shell, and the inputs in its environment.
#[cfg(unix)]
#[test]
fn the_action_reports_and_passes_the_exit_code_on() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("temp/cors-lint/bin")).unwrap();
    fs::create_dir_all(at("my infra/.git")).unwrap();
    let program = env!("CARGO_BIN_EXE_cors-lint");
    std::os::unix::fs::symlink(program, at("temp/cors-lint/bin/cors-lint")).unwrap();
    fs::copy("testdata/missing_cors/hit.tf", at("my infra/main.tf")).unwrap();
    let script = step("Check");
    let run = |paths: &str, fail_on: &str| {
        let output = std::process::Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .current_dir(folder.path())
            .env("RUNNER_TEMP", at("temp"))
            .env("GITHUB_STEP_SUMMARY", at("summary.md"))
            .env("PATHS", paths)
            .env("FAIL_ON", fail_on)
            .env("CONFIG", "")
            .env("BASELINE", "")
            .env("SARIF_FILE", "cors-lint.sarif")
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, told) = run("my infra\n", "error");
    assert_eq!(code, 1);
    assert!(told.starts_with("::error file=main.tf,line="), "{told}");
    assert!(fs::read_to_string(at("summary.md")).unwrap().starts_with("## cors-lint: 1 error"));
    assert!(fs::read_to_string(at("cors-lint.sarif")).unwrap().contains("missing-cors"));
    assert_eq!(run("--exit-zero", "error").0, 2, "a path is no flag");
    assert_eq!(run("my infra", "sometimes").0, 2);
}

#[test]
fn the_action_uses_each_of_its_inputs() {
    let action = action();
    for input in action.root.get("inputs").unwrap().map().unwrap() {
        let used = format!("${{{{ inputs.{} }}}}", input.key.as_str());
        let text = fs::read_to_string("action.yml").unwrap();
        assert!(text.contains(&used), "{used}");
    }
}

fn action() -> Document {
    let sources = Sources::default();
    let file = sources.add("action.yml", fs::read_to_string("action.yml").unwrap());
    yaml::read(&sources.get(file), file).unwrap()
}

/// The script of a step of the action.
#[cfg(unix)]
fn step(name: &str) -> String {
    let action = action();
    let steps = action.root.path(&["runs", "steps"]).unwrap().list().unwrap();
    let step = steps.iter().find(|step| step.get("name").unwrap().as_str() == Some(name));
    step.unwrap().get("run").unwrap().as_str().unwrap().to_owned()
}

/// Whether a pattern is found in a path, as JSON schema's `pattern` finds it: the same as Python's `re.search`.
fn matches(pattern: &str, path: &str) -> bool {
    let schema = serde_json::json!({ "pattern": pattern });
    jsonschema::is_valid(&schema, &serde_json::json!(path))
}
