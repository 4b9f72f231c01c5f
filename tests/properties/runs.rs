//! Two runs say the same, byte by byte, in every format.

use cors_lint::{report::Format, walk};

use crate::{common, render};

const FORMATS: &[Format] = &[
    Format::Human,
    Format::Short,
    Format::Json,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Markdown,
];

#[test]
fn two_runs_say_the_same() {
    let run = || {
        let (outcome, sources) = common::lint(walk::scan(&["testdata".into()]).unwrap(), None);
        assert!(outcome.findings.len() > 100);
        FORMATS.iter().map(|one| render::render(*one, &outcome, &sources)).collect::<Vec<_>>()
    };
    let first = run();
    for _ in 0..2 {
        for (format, (now, before)) in FORMATS.iter().zip(run().iter().zip(&first)) {
            assert!(now == before, "{format:?} differs from run to run");
        }
    }
}
