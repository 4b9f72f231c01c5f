//! What `SECURITY.md` promises of the source: what may write is few and known, and nothing runs programs or opens sockets.

#![cfg(test)]

use std::{collections::BTreeSet, fs, path::Path};

use walkdir::WalkDir;

/// What changes something on disk.
const WRITES: &[&str] = &[
    "File::create",
    "OpenOptions",
    "fs::copy",
    "fs::hard_link",
    "fs::remove",
    "fs::rename",
    "fs::set_permissions",
    "fs::write",
    "create_dir",
    "set_permissions",
    "fs::symlink(",
    "tempfile",
];
/// What runs a program, talks to another machine, or goes around Rust's own checks.
const NEVER: &[&str] = &[
    "process::Command",
    "std::net",
    "std::os::unix::net",
    "TcpListener",
    "TcpStream",
    "UdpSocket",
    "UnixStream",
    "Connection::connect",
    "Connection::listen",
    "dlopen",
    "extern \"C\"",
];
/// What is read of the environment.
const ENVIRONMENT: &[&str] = &["FORCE_COLOR", "NO_COLOR"];

/// The code of the program, by path: what stands before the tests of each file.
fn code() -> Vec<(String, String)> {
    let walk = ["src", "rules"].into_iter().flat_map(WalkDir::new);
    let paths = walk.map(|entry| entry.unwrap().into_path());
    let is_code = |path: &Path| {
        let stem = path.file_stem().unwrap_or_default();
        path.extension().is_some_and(|ending| ending == "rs") && stem != "tests"
    };
    let all = paths.filter(|path| is_code(path)).map(|path| {
        let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        (path.to_string_lossy().replace('\\', "/"), code)
    });
    all.collect()
}

fn files_with(words: &[&str]) -> BTreeSet<String> {
    let all = code().into_iter();
    let hits = all.filter(|(_, text)| words.iter().any(|word| text.contains(word)));
    hits.map(|(path, _)| path).collect()
}

#[test]
fn three_places_write() {
    let places = ["src/cli/init.rs", "src/cli/lint.rs", "src/fix/write.rs"];
    assert_eq!(files_with(WRITES), places.map(str::to_owned).into());
}

#[test]
fn nothing_runs_a_program_or_opens_a_socket() {
    assert_eq!(files_with(NEVER), BTreeSet::new());
}

#[test]
fn the_environment_says_how_to_show_colours() {
    for (path, text) in code() {
        let asked = text.split("env::var").skip(1).flat_map(|rest| rest.split('"').nth(1));
        for name in asked {
            assert!(ENVIRONMENT.contains(&name), "{path} reads {name}");
        }
        assert!(!text.contains("env::vars"), "{path} reads the whole environment");
    }
}
