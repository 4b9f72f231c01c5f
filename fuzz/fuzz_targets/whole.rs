//! The whole run: files on disk, the walk, all formats.

#![no_main]

use std::fs;

use clap::ValueEnum;
use cors_lint::{
    report::{self, Format, Report},
    rules,
    source::Sources,
    walk,
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let folder = std::env::temp_dir().join(format!("cors-lint-fuzz-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in cors_lint_fuzz::files(data, "main.tf") {
        let to = folder.join(&path);
        let Some(parent) = to.parent() else { continue };
        if fs::create_dir_all(parent).is_ok() {
            let _ = fs::write(to, text);
        }
    }
    let Ok(tree) = walk::open(std::slice::from_ref(&folder), None) else { return };
    let settings = cors_lint_fuzz::settings();
    let scan = tree.scan(Sources::rooted(&tree.root), &settings);
    let mut outcome = cors_lint_fuzz::judged(&scan.projects, &scan.sources);
    outcome.problems.extend(scan.problems);
    let report = Report { outcome: &outcome, rules: rules::ALL, sources: &scan.sources };
    for format in Format::value_variants() {
        let mut out = cors_lint_fuzz::sink();
        assert!(report::write(*format, &report, &mut out).is_ok());
    }
});
