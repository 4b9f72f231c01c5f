//! Workflow commands that GitHub Actions shows as annotations on the lines of a pull request.

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use super::{Report, plain};
use crate::{finding::Level, source::Span};

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    for finding in &report.outcome.findings {
        let mut text = finding.message.clone();
        for line in finding.help.iter().flat_map(|help| help.lines()) {
            text.push('\n');
            text.push_str(line);
        }
        let place = place(report, finding.at.span);
        writeln!(out, "{}", command(finding.level, &place, finding.rule, &text))?;
    }
    for problem in &report.outcome.problems {
        let place = problem.at.map(|span| place(report, span)).unwrap_or_default();
        writeln!(out, "{}", command(problem.level, &place, problem.kind, &problem.message))?;
    }
    Ok(())
}

/// `file=…,line=1,endLine=1,col=1,endColumn=34,`; columns only within one line, as GitHub asks.
fn place(report: &Report, span: Span) -> String {
    let path = property(&plain::line(&report.sources.path(span.file)));
    let start = report.sources.place(span.file, span.start);
    let end = report.sources.place(span.file, span.end);
    let lines = format!("file={path},line={},endLine={},", start.line, end.line);
    if start.line != end.line {
        return lines;
    }
    format!("{lines}col={},endColumn={},", start.column, end.column)
}

fn command(level: Level, place: &str, title: &str, text: &str) -> String {
    let name = match level {
        Level::Note => "notice",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    format!("::{name} {place}title={}::{}", property(title), data(&plain::lines(text)))
}

/// GitHub's own escapes for the text of a command, see `@actions/core`, `command.ts`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a property, which a colon or comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_a_command() {
        let place = "file=a%2Cb.tf,line=1,endLine=1,";
        assert_eq!(
            command(Level::Note, place, "x", "50%\n::error::y\u{1b}"),
            "::notice file=a%2Cb.tf,line=1,endLine=1,title=x::50%25%0A::error::y␛"
        );
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
