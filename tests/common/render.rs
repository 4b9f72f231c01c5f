//! Renders what a run has to say.

use codespan_reporting::term::termcolor::NoColor;
use cors_lint::{
    check::Outcome,
    report::{self, Format, Report},
    rules,
    source::Sources,
};

/// A report without colours.
pub fn render(format: Format, outcome: &Outcome, sources: &Sources) -> String {
    let mut out = NoColor::new(Vec::new());
    let report = Report { outcome, rules: rules::ALL, sources };
    report::write(format, &report, &mut out).unwrap();
    String::from_utf8(out.into_inner()).unwrap()
}
