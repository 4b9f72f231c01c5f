//! The fixes: what was offered is mended, nothing new is found, and a second run has nothing to do.

#![no_main]

use std::collections::BTreeSet;

use cors_lint::{
    dialect::Project,
    finding::Applies,
    fix::{mend, offer},
    source::parent,
};
use cors_lint_fuzz::{files, judged, sources};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let files = files(data, "main.tf");
    let sources = sources(&files);
    let (terraform, templates): (BTreeSet<&str>, Vec<&str>) = {
        let is_terraform = |path: &&str| path.ends_with(".tf") || path.ends_with(".tf.json");
        let paths = || files.keys().map(String::as_str);
        let directories = paths().filter(is_terraform).map(parent).collect();
        (directories, paths().filter(|path| !is_terraform(path)).collect())
    };
    let owned = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect();
    let projects = [
        Project::Terraform { directories: owned(terraform.into_iter().collect()) },
        Project::Templates { paths: owned(templates) },
    ];
    let mut outcome = judged(&projects, &sources);
    offer(&projects, &mut outcome, &sources, &judged);
    let found = outcome.findings.len();
    let mended = mend(&projects, &mut outcome, &sources, Applies::Unsafe, &judged);
    let Ok(mended) = mended else { return };
    assert!(outcome.findings.len() + mended.findings <= found, "mending found more");
    let again = mend(&projects, &mut outcome, &sources, Applies::Unsafe, &judged);
    assert_eq!(again.map(|more| more.findings), Ok(0), "a second run mends more");
});
