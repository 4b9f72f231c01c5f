//! Names of files that would steer a terminal, break a report, or cannot be said at all.

use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt, path::Path};

use serde_json::Value;

use crate::{
    CANARY, expect, repository, said,
    say::say,
    shell::{out, run},
};

const HOSTILE: &[&str] = &[
    "esc\u{1b}[31mred.tf",
    "new\nline.tf",
    "return\r.tf",
    "bidi\u{202e}ft.tf",
    "control\u{9b}31m.tf",
    "tab\t.tf",
    "delete\u{7f}.tf",
    "%41,a:b::c.tf",
    "quote\"'<&>|`*_[x](y).tf",
];

#[test]
fn no_format_lets_a_name_through_raw() {
    let folder = repository(&[]);
    for (at, name) in HOSTILE.iter().enumerate() {
        // one folder each: two buckets of one name would be one
        let own = folder.path().join(at.to_string());
        fs::create_dir(&own).unwrap();
        fs::write(own.join(name), CANARY.replace("canary", "victim")).unwrap();
    }
    let formats = ["human", "short", "github", "gitlab", "sarif", "junit", "markdown", "json"];
    for format in formats {
        let text = out(&run(folder.path(), &["--format", format, "--color", "never"]));
        let is_raw = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t')) || ('\u{202a}'..='\u{202e}').contains(&c)
        };
        let is_data = matches!(format, "json" | "sarif" | "gitlab");
        // programs read these, and get every name back as it is
        let found = text.chars().find(|c| is_raw(*c) && !(is_data && *c > '\u{7e}'));
        assert_eq!(found, None, "{format}: {text:?}");
        assert!(!text.contains("new\nline"), "{format}");
        if is_data {
            serde_json::from_str::<Value>(&text).unwrap();
        }
    }
    let json: Value =
        serde_json::from_str(&out(&run(folder.path(), &["--format", "json"]))).unwrap();
    for (at, name) in HOSTILE.iter().enumerate() {
        let path = Value::String(format!("{at}/{name}"));
        let findings = json["findings"].as_array().unwrap();
        assert!(findings.iter().any(|one| one["location"]["path"] == path), "{path}");
    }
}

#[test]
fn names_that_are_not_unicode_are_told() {
    let folder = repository(&[]);
    let write = |path: &[u8], text: &str| {
        let path = folder.path().join(Path::new(OsStr::from_bytes(path)));
        // some file systems refuse such names
        let made = path.parent().map(fs::create_dir_all).is_some_and(|made| made.is_ok());
        made && fs::write(path, text).is_ok()
    };
    if !write(b"bad\xff.tf", CANARY) {
        say("SKIPPED: this file system takes no names that are not Unicode");
        return;
    }
    assert!(write(b"bad\xfe/main.tf", CANARY) && write(b"bad\xff.txt", ""));
    let said = said(folder.path());
    assert_eq!(said.len(), 2, "{said:#?}");
    expect("file", &said, "was not checked: its name is not Unicode");
    expect("folder", &said, "cannot look into");
}
