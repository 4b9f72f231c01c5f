//! The reader of cloud assemblies, with their templates.

#![no_main]

use cors_lint::dialect::Project;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let files = cors_lint_fuzz::files(data, "cdk.out/manifest.json");
    let project = Project::Assembly { directory: "cdk.out".to_owned() };
    cors_lint_fuzz::force(&project, &cors_lint_fuzz::sources(&files));
});
