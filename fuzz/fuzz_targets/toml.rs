//! The reader of TOML: no panic, and a problem lies in the text.

#![no_main]

use cors_lint::syntax::toml;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((sources, file)) = cors_lint_fuzz::text(data) else { return };
    match toml::read(&sources.get(file), file) {
        Ok(document) => {
            document.problems.iter().for_each(|one| cors_lint_fuzz::inside(one, &sources))
        }
        Err(problem) => cors_lint_fuzz::inside(&problem, &sources),
    }
});
