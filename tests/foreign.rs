//! Files of other tools are passed over in silence, though they speak of resources, of AWS and of labeling, and broken
//! ones too: `testdata/foreign/<kind>`.

#![cfg(test)]

mod common;
#[path = "common/shell.rs"]
mod shell;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{check::Outcome, walk};

const FOLDER: &str = "testdata/foreign";
/// A template whose findings must stay the same whatever lies beside it.
const OURS: &str = "Resources:
  Frames:
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{ Key: Purpose, Value: labeling-input }]
";

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}

fn judged(folder: &Path) -> Outcome {
    common::lint(walk::scan(&[folder.to_owned()]).unwrap(), None).0
}

#[test]
fn each_file_is_passed_over_alone_and_beside_a_template() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut loud = Vec::new();
    for path in files(Path::new(FOLDER)) {
        let name = path.strip_prefix(FOLDER).unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        // else nothing would be shown: such a file is not looked at twice
        let words = ["labeling", "sagemaker.amazonaws.com"];
        let is_tempting = text.contains("Resources") && text.contains("AWS::");
        assert!(is_tempting && words.iter().any(|word| text.contains(word)), "{name}");
        *kinds.entry(name.split('/').next().unwrap().to_owned()).or_default() += 1;
        let repository = common::repository(FOLDER, name);
        let alone = judged(repository.path());
        if !alone.buckets.is_empty() || !alone.findings.is_empty() || !alone.problems.is_empty() {
            loud.push(format!("{name}: {:?} {:?}", alone.findings, alone.problems));
        }
        fs::write(repository.path().join("ours.yaml"), OURS).unwrap();
        let beside = judged(repository.path());
        if beside.findings.len() != 1 || !beside.problems.is_empty() {
            loud.push(format!("{name}, beside a template: {:?}", beside.problems));
        }
    }
    println!("{kinds:?}");
    assert!(loud.is_empty(), "\n{}", loud.join("\n"));
}

#[test]
fn the_program_says_that_it_found_nothing() {
    for kind in fs::read_dir(FOLDER).unwrap() {
        let name = kind.unwrap().file_name().into_string().unwrap();
        let repository = common::repository(FOLDER, &name);
        let output = shell::run(repository.path(), &["--fail-on", "note"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert!(shell::out(&output).is_empty(), "{name}: {}", shell::out(&output));
        let said = shell::err(&output);
        assert!(said.starts_with("no labeling buckets found in "), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{name}: {said}");
    }
}
