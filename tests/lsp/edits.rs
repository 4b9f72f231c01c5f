//! Random edits, after each of which the editor must show what a fresh run says.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

use crate::{BUCKET, editor::Editor, random::Random, written::repository};

/// What a fresh run says: every finding and problem with its place, as an editor counts.
fn fresh(folder: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_cors-lint"))
        .args(["--format", "json", "--exit-zero"])
        .current_dir(folder)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut out = Vec::new();
    for (kind, code) in [("findings", "rule"), ("problems", "kind")] {
        for one in report[kind].as_array().unwrap() {
            let start = &one["location"]["start"];
            out.push(format!(
                "{} {}:{} {} {}",
                one["location"]["path"].as_str().unwrap(),
                start["line"].as_u64().unwrap() - 1,
                start["column"].as_u64().unwrap() - 1,
                one[code].as_str().unwrap(),
                one["message"].as_str().unwrap()
            ));
        }
    }
    out.sort();
    out.dedup();
    out
}

fn shown(editor: &Editor) -> Vec<String> {
    let mut out = Vec::new();
    for (uri, diagnostics) in &editor.shown {
        let path = uri.strip_prefix(&format!("{}/", editor.root)).unwrap();
        for one in diagnostics.as_array().unwrap() {
            let start = &one["range"]["start"];
            let code = one["code"].as_str().unwrap();
            let message = one["message"].as_str().unwrap().lines().next().unwrap();
            out.push(format!("{path} {}:{} {code} {message}", start["line"], start["character"]));
        }
    }
    out.sort();
    out.dedup();
    out
}

const PIECES: &[&str] = &[
    "\n",
    "}",
    "{",
    "\"",
    "😀",
    "# cors-lint: ignore[missing-cors] x\n",
    "cors_rule {\n allowed_methods = [\"GET\"]\n allowed_origins = [\"*\"]\n}\n",
    BUCKET,
    "labeling-input",
    "aws_s3_bucket",
    " ",
    "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Metadata: {cors-lint: {labeling-input: true}}\n",
];

#[test]
fn a_thousand_edits_leave_nothing_stale() {
    let module = "module \"store\" {\n  source = \"./store\"\n}\n";
    let yaml = "Resources:\n  Frames:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags:\n        - Key: Purpose\n          Value: labeling-input\n";
    let files =
        [("main.tf", module), ("store/main.tf", BUCKET), ("a.yaml", yaml), ("b.tf", BUCKET)];
    let folder = repository(&files);
    let mut editor = Editor::open(folder.path());
    let mut texts: Vec<(&str, String)> =
        files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    files.iter().for_each(|(path, text)| editor.opened(path, text));
    let mut random = Random::new(3);
    for round in 0..1000_i64 {
        let at = random.below(texts.len());
        let (path, text) = &mut texts[at];
        let original = files[at].1;
        let (start, end, piece) = edit(&mut random, text, original);
        let change = json!([{"range": {"start": position(text, start), "end": position(text, end)}, "text": piece}]);
        text.replace_range(start..end, &piece);
        let path = *path;
        editor.changed(path, round + 2, change);
        if round % 20 == 19 {
            for (path, text) in &texts {
                fs::write(folder.path().join(path), text).unwrap();
            }
            editor.settle();
            assert_eq!(shown(&editor), fresh(folder.path()), "after edit {round}: {texts:#?}");
        }
    }
    editor.close();
}

/// A random change; now and then the whole text is put back, so that it does not only fall apart.
fn edit(random: &mut Random, text: &str, original: &str) -> (usize, usize, String) {
    if random.below(6) == 0 {
        return (0, text.len(), original.to_owned());
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    let start = boundary(random.below(text.len() + 1));
    let end = boundary((start + random.below(8)).min(text.len())).max(start);
    match random.below(3) {
        0 => (start, end, String::new()),
        1 => (start, start, random.pick(PIECES).to_owned()),
        _ => (start, end, random.pick(PIECES).to_owned()),
    }
}

fn position(text: &str, offset: usize) -> Value {
    let before = text.get(..offset).unwrap();
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({"line": line, "character": character})
}
