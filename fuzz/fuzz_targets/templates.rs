//! The evaluator of CloudFormation, on templates that may nest each other.

#![no_main]

use cors_lint::dialect::Project;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let files = cors_lint_fuzz::files(data, "template.yaml");
    let project = Project::Templates { paths: files.keys().cloned().collect() };
    cors_lint_fuzz::force(&project, &cors_lint_fuzz::sources(&files));
});
