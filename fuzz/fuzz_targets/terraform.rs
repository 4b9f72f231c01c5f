//! The evaluator of Terraform, on configurations of several directories.

#![no_main]

use std::collections::BTreeSet;

use cors_lint::{dialect::Project, source::parent};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let files = cors_lint_fuzz::files(data, "main.tf");
    let directories: BTreeSet<String> = files.keys().map(|path| parent(path).to_owned()).collect();
    let project = Project::Terraform { directories: directories.into_iter().collect() };
    cors_lint_fuzz::force(&project, &cors_lint_fuzz::sources(&files));
});
