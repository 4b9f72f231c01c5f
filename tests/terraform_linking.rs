//! Rules beside their buckets, in the shapes in which other scanners lost one or the other: `testdata/terraform/linking`.

#![cfg(test)]

use std::{collections::BTreeMap, fs, path::Path};

use cors_lint::{
    config::Settings, dialect, dialect::Project, link::link, source::Sources, value::Answer,
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/terraform/linking");

#[test]
fn verdicts() {
    let mut folders: Vec<_> =
        fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut wrong = Vec::new();
    for folder in &folders {
        let (expected, found) = (expected(folder), found(folder));
        if expected != found {
            wrong.push(format!("{}: {found:#?} instead of {expected:#?}", folder.display()));
        }
    }
    println!("{} configurations", folders.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The verdict for each bucket: `ok`, `bad`, or `undecided`.
fn expected(folder: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join("expected.txt")).unwrap();
    let pairs = text.lines().map(|line| line.split_once(' ').unwrap());
    pairs.map(|(verdict, address)| (address.to_owned(), verdict.to_owned())).collect()
}

fn found(folder: &Path) -> BTreeMap<String, String> {
    let sources = Sources::rooted(folder);
    let mut directories = vec![String::new()];
    let mut at = 0;
    while let Some(directory) = directories.get(at).cloned() {
        let below = |name: String| match directory.as_str() {
            "" => name,
            directory => format!("{directory}/{name}"),
        };
        directories.extend(sources.folders(&directory).into_iter().map(below));
        at += 1;
    }
    let settings = Settings::default();
    let facts = dialect::facts(&Project::Terraform { directories }, &sources, &settings);
    assert!(facts.problems.is_empty(), "{}: {:?}", folder.display(), facts.problems);
    let buckets = link(&facts, &sources, &settings);
    let verdict = |answer| match answer {
        Answer::Yes => "ok",
        Answer::No => "bad",
        Answer::Maybe => "undecided",
    };
    let said = buckets
        .iter()
        .map(|bucket| (bucket.address.clone(), verdict(bucket.lets_browsers_read()).to_owned()));
    said.collect()
}
