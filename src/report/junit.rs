//! JUnit XML: a test for every finding, and one that passes for every bucket without any.
//!
//! Errors and warnings fail, notes are skipped, files that were not understood are errors.

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use super::{Report, plain, standing};
use crate::{
    finding::{Finding, Level, Problem},
    source::Span,
};

/// A test case, and what came of it.
struct Case {
    class: String,
    name: String,
    line: u32,
    outcome: Option<Outcome>,
}

struct Outcome {
    element: &'static str,
    kind: &'static str,
    message: String,
    text: String,
}

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let cases = cases(report);
    let count = |element: &str| {
        let outcomes = cases.iter().filter_map(|case| case.outcome.as_ref());
        outcomes.filter(|outcome| outcome.element == element).count()
    };
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\"",
        cases.len(),
        count("failure"),
        count("error"),
        count("skipped"),
    );
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"cors-lint\" {counts}>")?;
    writeln!(out, "  <testsuite name=\"cors-lint\" {counts}>")?;
    for case in &cases {
        case.write(out)?;
    }
    writeln!(out, "  </testsuite>")?;
    writeln!(out, "</testsuites>")
}

fn cases(report: &Report) -> Vec<Case> {
    let outcome = report.outcome;
    let buckets = outcome.buckets.iter().zip(standing::loudest(outcome));
    let sound = buckets.filter(|(_, loudest)| loudest.is_none()).map(|(bucket, _)| bucket);
    let sound = sound.map(|bucket| case(report, Some(bucket.header), &bucket.address, None));
    let findings = outcome.findings.iter().map(|finding| {
        let name = format!("{} [{}]", finding.subject, finding.rule);
        case(report, Some(finding.at.span), &name, Some(of_finding(report, finding)))
    });
    let problems =
        outcome.problems.iter().map(|one| case(report, one.at, one.kind, Some(of_problem(one))));
    findings.chain(sound).chain(problems).collect()
}

fn case(report: &Report, at: Option<Span>, name: &str, outcome: Option<Outcome>) -> Case {
    let place = |span: Span| report.sources.place(span.file, span.start).line;
    Case {
        class: at.map_or_else(|| "cors-lint".to_owned(), |span| report.sources.path(span.file)),
        name: name.to_owned(),
        line: at.map_or(1, place),
        outcome,
    }
}

fn of_finding(report: &Report, finding: &Finding) -> Outcome {
    let step = |span: Span, text: &str| {
        let place = report.sources.place(span.file, span.start);
        let path = plain::line(&report.sources.path(span.file));
        format!("{path}:{}:{} {text}", place.line, place.column)
    };
    let mut lines = vec![step(finding.at.span, &finding.message)];
    lines.extend(finding.related.iter().map(|label| step(label.span, &label.text)));
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(finding.help.iter().map(|help| format!("help: {help}")));
    Outcome {
        element: if finding.level == Level::Note { "skipped" } else { "failure" },
        kind: finding.rule,
        message: finding.message.clone(),
        text: lines.join("\n"),
    }
}

fn of_problem(problem: &Problem) -> Outcome {
    Outcome {
        element: if problem.level == Level::Error { "error" } else { "skipped" },
        kind: problem.kind,
        message: problem.message.clone(),
        text: String::new(),
    }
}

impl Case {
    fn write(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let (class, name) = (escaped(&self.class), escaped(&self.name));
        write!(
            out,
            "    <testcase classname=\"{class}\" name=\"{name}\" file=\"{class}\" line=\"{}\" time=\"0\"",
            self.line
        )?;
        let Some(outcome) = &self.outcome else { return writeln!(out, "/>") };
        let (element, message) = (outcome.element, escaped(&outcome.message));
        writeln!(out, ">")?;
        match element {
            // the only thing that every reader takes here
            "skipped" => writeln!(out, "      <skipped message=\"{message}\"/>")?,
            _ => {
                let (kind, text) = (outcome.kind, escaped_lines(&outcome.text));
                writeln!(
                    out,
                    "      <{element} type=\"{kind}\" message=\"{message}\">{text}</{element}>"
                )?;
            }
        }
        writeln!(out, "    </testcase>")
    }
}

/// One line, as XML takes it in an attribute or between tags.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in plain::line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // no XML may hold these two
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn escaped_lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}
