//! `docs/limits.md` lists every bound in the code, with its number and the words that are said past it.

#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// How the names of bounds begin or end.
const STARTS: &[&str] = &["MAX_", "MOST_", "LONGEST_"];
const WORDS: &[&str] =
    &["MOST", "BUDGET", "ALIAS_BUDGET", "REREAD_BUDGET", "BYTES_PER_STEP", "BUCKET_STEPS"];

#[test]
fn every_bound_is_on_the_page() {
    let page = fs::read_to_string("docs/limits.md").unwrap();
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    let mut count = 0;
    for (path, text) in sources() {
        for (name, value) in text.lines().filter_map(bound) {
            let file = format!("| `{path}` |");
            let numbers = numbers(value);
            let is_listed = rows.iter().any(|row| {
                row.ends_with(&file)
                    && numbers.iter().any(|one| row.starts_with(&format!("| {one} |")))
            });
            assert!(
                is_listed,
                "docs/limits.md does not list {name} of {path}, which is {numbers:?}"
            );
            count += 1;
        }
    }
    assert!(count >= 70, "only {count} bounds");
}

#[test]
fn every_word_on_the_page_is_said() {
    let page = fs::read_to_string("docs/limits.md").unwrap();
    let told = page.split("\n## ").find(|part| part.starts_with("What is told")).unwrap();
    let all: Vec<(String, String)> = sources();
    let rows: Vec<&str> = told.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() >= 25);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let (message, path) = (cells[2], cells[4].trim_matches('`'));
        assert!(all.iter().any(|(known, _)| known == path), "{row}");
        if message == "the same" {
            continue;
        }
        // numbers may come from the constant itself
        let pieces: Vec<&str> =
            message.split(|c: char| c.is_ascii_digit() || c == ',').map(str::trim).collect();
        let is_said = |text: &str| pieces.iter().all(|piece| text.contains(piece));
        let flat =
            |text: &str| text.replace("\\\n", "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(all.iter().any(|(_, text)| is_said(&flat(text))), "nothing says '{message}'");
    }
}

/// The name and the number of a constant that is a bound.
fn bound(line: &str) -> Option<(&str, u64)> {
    let line = line.trim_start();
    let rest =
        ["pub(crate) ", "pub(super) ", "pub "].iter().find_map(|start| line.strip_prefix(start));
    let (name, rest) = rest.unwrap_or(line).strip_prefix("const ")?.split_once(": ")?;
    if !STARTS.iter().any(|start| name.starts_with(start)) && !WORDS.contains(&name) {
        return None;
    }
    let (kind, value) = rest.split_once(" = ")?;
    assert!(["usize", "u32", "u64", "i64"].contains(&kind), "{line}");
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap();
    let value = value.strip_suffix(';').unwrap();
    let value = match value.split_once("<<") {
        Some((one, by)) => number(one) << number(by),
        None => value.split('*').map(number).product(),
    };
    Some((name, value))
}

/// How a page may write a number: `4 MB`, `200,000`.
fn numbers(value: u64) -> Vec<String> {
    let mut out = vec![grouped(value)];
    for (unit, size) in [("MB", 1 << 20), ("KB", 1 << 10)] {
        if value.is_multiple_of(size) {
            out.push(format!("{} {unit}", value / size));
        }
    }
    out
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The text of every file of the engine and of the policy; what follows `#[cfg(test)]` is no part of it.
fn sources() -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut folders = vec![PathBuf::from("src"), PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod").next().unwrap().to_owned();
                out.push((shown(&path), text));
            }
        }
    }
    out
}

fn shown(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}
