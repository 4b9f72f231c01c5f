//! No text, path or span can break a report.

use codespan_reporting::term::termcolor::NoColor;
use proptest::prelude::*;

use super::{Format, Report, write};
use crate::{
    check::Outcome,
    finding::{Finding, Level, Problem},
    rules,
    source::{Label, Sources, Span},
};

/// Text with all that is hard to draw: wide and combining letters, tabs, line ends of both kinds, escapes, long lines.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ={}\"]{0,12}",
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("ä😀日e\u{301}".to_owned()),
        Just("\u{1b}[31m\u{202e}\u{0}\u{85}".to_owned()),
        Just("x".repeat(300)),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Bytes that may lie anywhere: in the midst of a letter, behind the end, in the wrong order.
fn spans() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0u32..3_000, 0u32..3_000), 1..6)
}

fn outcome(sources: &Sources, text: &str, spans: &[(u32, u32)]) -> Outcome {
    let file = sources.add("in\u{1b}fra/m\u{202e}ain.tf", text);
    let span = |at: usize| {
        let (start, end) = spans[at % spans.len()];
        Span { file, start, end }
    };
    let finding = Finding {
        rule: "missing-cors",
        level: Level::Error,
        subject: text.to_owned(),
        made_at: Vec::new(),
        also: Vec::new(),
        message: text.to_owned(),
        at: Label::new(span(0), text),
        template: Some(span(1)),
        related: (2..spans.len()).map(|at| Label::new(span(at), text)).collect(),
        notes: vec![text.to_owned()],
        help: Some(text.to_owned()),
        fix: None,
    };
    let problems = vec![Problem::error("syntax", text, span(0))];
    Outcome { findings: vec![finding], problems, ..Outcome::default() }
}

fn render(format: Format, outcome: &Outcome, sources: &Sources) -> String {
    let mut out = NoColor::new(Vec::new());
    write(format, &Report { outcome, rules: rules::ALL, sources }, &mut out).unwrap();
    String::from_utf8(out.into_inner()).unwrap()
}

proptest! {
    #[test]
    fn every_format_takes_everything(text in text(), spans in spans()) {
        let sources = Sources::default();
        let outcome = outcome(&sources, &text, &spans);
        for format in [Format::Human, Format::Short, Format::Github] {
            let report = render(format, &outcome, &sources);
            let raw = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}';
            prop_assert!(!report.contains(raw), "{report:?}");
        }
        for format in [Format::Json, Format::Sarif] {
            let report = render(format, &outcome, &sources);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&report).is_ok());
        }
        let short = render(Format::Short, &outcome, &sources);
        prop_assert_eq!(short.lines().count(), 2);
    }
}
