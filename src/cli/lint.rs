//! One run: read, judge, report.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use codespan_reporting::term::termcolor::NoColor;

use super::{Failure, Streams, Verdict, arguments::Lint, written};
use crate::{
    check::Outcome,
    finding::Level,
    judge::judge,
    report::{self, Format, Report, Summary},
    rules,
    walk::{self, Scan},
};

pub fn run(lint: &Lint, streams: &mut Streams) -> Result<Verdict, Failure> {
    let scan = scan(lint)?;
    let mut outcome = judge(&scan.projects, &scan.sources, rules::ALL);
    outcome.files = scan.files;
    outcome.problems.splice(0..0, scan.problems);
    let report = Report { outcome: &outcome, rules: rules::ALL, sources: &scan.sources };
    for (format, path) in &lint.output {
        save(*format, path, &report)?;
    }
    written(report::write(lint.format, &report, streams.out))?;
    if matches!(lint.format, Format::Json | Format::Sarif) {
        written(report::write_problems(&report, streams.err))?;
    }
    written(streams.out.flush())?;
    written(writeln!(streams.err, "{}", Summary::of(&outcome)))?;
    Ok(verdict(lint, &outcome))
}

fn scan(lint: &Lint) -> Result<Scan, Failure> {
    if lint.paths.iter().any(|path| path == Path::new("-")) {
        return standard_input(lint);
    }
    walk::scan(&lint.paths).map_err(|error| {
        Failure::new(error.to_string())
            .help("give files or folders that exist and may be read")
            .help("without a path, cors-lint checks the folder it runs in")
    })
}

fn standard_input(lint: &Lint) -> Result<Scan, Failure> {
    if lint.paths.len() > 1 {
        return Err(Failure::new("`-` cannot be mixed with other paths")
            .help("give `-` alone, or only files and folders"));
    }
    let Some(name) = &lint.stdin_filename else {
        return Err(Failure::new("cannot tell the language of standard input")
            .help("name it: `cors-lint - --stdin-filename main.tf`"));
    };
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
    let scan = walk::scan_text(name, text);
    if scan.files == 0 {
        return Err(Failure::new(format!("cannot tell the language of '{name}' by its ending"))
            .help("use one of .tf, .tf.json, .yaml, .yml, .json, .template"));
    }
    Ok(scan)
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
