//! A room of the crate uses only those that `src/lib.rs` lists above it.

#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
fn no_room_uses_one_below_it() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    for (at, room) in rooms.iter().enumerate() {
        for (path, text) in files_of(room) {
            for below in rooms.iter().skip(at + 1).filter(|below| uses(&text, below)) {
                wrong.push(format!(
                    "{}: {room} uses {below}, which stands below it",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_stands_in_a_room() {
    let rooms = rooms();
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(rooms.contains(&stem) || ["lib", "main"].contains(&stem.as_str()), "{stem}");
    }
}

#[test]
fn files_are_small_and_say_what_they_hold() {
    let mut all = sources_below(Path::new("src"));
    all.extend(sources_below(Path::new("rules")));
    let mut wrong = Vec::new();
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: a line of `//!` comes first", path.display()));
        }
        if lines > 300 {
            wrong.push(format!("{}: {lines} lines; split it", path.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let main = fs::read_to_string("src/main.rs").unwrap();
    assert!(main.lines().count() < 60, "main.rs only parses, runs and exits");
}

#[test]
fn the_use_of_a_room_is_seen() {
    assert!(uses("use crate::{finding::{Level, rule}, value};", "value"));
    assert!(!uses("use crate::{finding::{Level, rule}, value};", "rule"));
    assert!(uses("let x = crate::rule::Rule {};", "rule"));
    assert!(!uses("use crate::rules::ALL;", "rule"));
}

/// The rooms in their order.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// Whether `text` names `crate::room` or `crate::{.., room, ..}`.
fn uses(text: &str, room: &str) -> bool {
    text.split("crate::").skip(1).any(|rest| match rest.strip_prefix('{') {
        Some(group) => names_of(group).iter().any(|name| name == room),
        None => word(rest) == room,
    })
}

/// The first words of the items of a `use` group, up to its closing brace.
fn names_of(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut item) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut item)),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    names.push(item);
    names.iter().map(|name| word(name.trim()).to_owned()).collect()
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

fn files_of(room: &str) -> Vec<(PathBuf, String)> {
    let mut paths = match room {
        "rules" => sources_below(Path::new("rules")),
        _ => sources_below(&Path::new("src").join(room)),
    };
    paths.push(PathBuf::from(format!("src/{room}.rs")));
    paths.retain(|path| path.exists());
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn sources_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
