//! One run: read, judge, report.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use codespan_reporting::term::termcolor::NoColor;

use super::{Failure, Streams, Verdict, arguments::Lint, judged::judged, written};
use crate::{
    check::Outcome,
    finding::Level,
    report::{self, Format, Report, Summary},
    rules,
    source::Sources,
};

pub fn run(lint: &Lint, streams: &mut Streams) -> Result<Verdict, Failure> {
    let (mut outcome, sources) = judged(&lint.input, streams)?;
    if let Some(path) = &lint.baseline {
        drop_known(path, &mut outcome, &sources)?;
    }
    let report = Report { outcome: &outcome, rules: rules::ALL, sources: &sources };
    for (format, path) in &lint.output {
        save(*format, path, &report)?;
    }
    written(report::write(lint.format, &report, streams.out))?;
    if !lint.format.tells_problems() {
        written(report::write_problems(&report, streams.err))?;
    }
    written(streams.out.flush())?;
    written(writeln!(streams.err, "{}", Summary::of(&outcome)))?;
    written(streams.err.flush())?;
    Ok(verdict(lint, &outcome))
}

/// Takes away the findings that an earlier report holds.
fn drop_known(path: &Path, outcome: &mut Outcome, sources: &Sources) -> Result<(), Failure> {
    let shown = path.display();
    let help = "write one with `cors-lint --output sarif=FILE`, and give that file";
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("cannot read the baseline '{shown}': {error}")).help(help)
    })?;
    let known = report::fingerprints_in(&text).map_err(|why| {
        Failure::new(format!("the baseline '{shown}' is no SARIF report of cors-lint: {why}"))
            .help(help)
    })?;
    report::drop_known(outcome, &known, sources);
    Ok(())
}

/// Writes a report to a file, in folders that are made if need be.
fn save(format: Format, path: &PathBuf, report: &Report) -> Result<(), Failure> {
    let saved = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = NoColor::new(BufWriter::new(File::create(path)?));
        report::write(format, report, &mut file)?;
        file.flush()
    };
    saved().map_err(|error| {
        Failure::new(format!("cannot write '{}': {error}", path.display()))
            .help("`--output` takes a format and a file, such as sarif=report.sarif")
    })
}

fn verdict(lint: &Lint, outcome: &Outcome) -> Verdict {
    let least = lint.fail_on.level();
    let found = outcome.findings.iter().any(|finding| finding.level >= least);
    let broken = outcome.problems.iter().any(|problem| problem.level == Level::Error);
    if (found || broken) && !lint.exit_zero { Verdict::Found } else { Verdict::Clean }
}
