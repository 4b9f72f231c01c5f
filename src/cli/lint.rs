//! One run: read, judge, report.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, BufWriter, Write},
    mem,
    path::{Path, PathBuf},
};

use codespan_reporting::term::termcolor::NoColor;

use super::{
    Failure, Streams, Verdict,
    arguments::Lint,
    fix,
    judged::{ENDINGS, Run, judge_again, judged},
    written,
};
use crate::{
    check::Outcome,
    dialect::Project,
    finding::Level,
    fix::{diff, offer},
    report::{self, Format, Report, Summary},
    rules,
    source::{Sources, whole},
    walk::Scan,
};

/// So many findings get their fixes proven only to say how many there are; to prove more takes as long as to find them.
const FEW: usize = 100;

/// Whether fixes are asked for, or go into a report that carries them.
fn wants_fixes(lint: &Lint) -> bool {
    let carries = |format: Format| matches!(format, Format::Json | Format::Sarif);
    lint.fix.is_some()
        || lint.diff
        || carries(lint.format)
        || lint.output.iter().any(|(format, _)| carries(*format))
}

pub fn run(lint: &Lint, streams: &mut Streams) -> Result<Verdict, Failure> {
    check(lint)?;
    let Run { mut outcome, scan, settings } = judged(&lint.input, streams)?;
    let sources = &scan.sources;
    let known = lint.baseline.as_deref().map(known).transpose()?.unwrap_or_default();
    let judge = |projects: &[Project], sources: &Sources| {
        let mut outcome = judge_again(projects, sources, &scan, &settings);
        report::drop_known(&mut outcome, &known, sources);
        outcome
    };
    report::drop_known(&mut outcome, &known, sources);
    if wants_fixes(lint) || outcome.findings.len() <= FEW {
        offer(&scan.projects, &mut outcome, sources, &judge);
    }
    let before = lint.diff.then(|| outcome.clone());
    let mended = fix::mend(lint, &scan.projects, &mut outcome, sources, &judge)?;
    let mut outcome = before.unwrap_or(outcome);
    fix::name_in_help(&mut outcome.findings);
    let report = Report { outcome: &outcome, rules: rules::ALL, sources };
    for (format, path) in &lint.output {
        save(*format, path, &report)?;
    }
    if lint.diff {
        written(streams.out.write_all(diff(&mended.changes, sources).as_bytes()))?;
    } else {
        written(report::write(lint.format, &report, streams.out))?;
    }
    if !lint.format.tells_problems() {
        written(report::write_problems(&report, streams.err))?;
    }
    written(streams.out.flush())?;
    if fix::wanted(lint).is_some() {
        written(writeln!(streams.err, "{}", fix::told(lint, &mended)))?;
    }
    let hint = fix::hint(&outcome.findings);
    written(writeln!(streams.err, "{}{hint}", Summary::of(&outcome)))?;
    if let Some(hint) = unseen(&scan, &outcome) {
        written(writeln!(streams.err, "  = help: {hint}"))?;
    }
    written(streams.err.flush())?;
    let verdict = verdict(lint, &outcome);
    // the process ends here: to give back a large tree piece by piece takes longer than that
    mem::forget((outcome, scan));
    Ok(verdict)
}

/// What would go wrong is refused before anything is read.
fn check(lint: &Lint) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let baseline = lint.baseline.as_deref().and_then(real);
    let mut outputs = lint.output.iter().map(|(_, path)| path);
    match outputs.find(|path| baseline.is_some() && real(path) == baseline) {
        Some(path) => Err(Failure::new(format!(
            "the report would be written over the baseline '{}', which would forget what is known",
            path.display()
        ))
        .help("write the report to another file")
        .help("for a new baseline, run without `--baseline`")),
        None => Ok(()),
    }
}

/// The fingerprints of an earlier report.
fn known(path: &Path) -> Result<HashSet<String>, Failure> {
    let shown = path.display();
    let help = "write one with `cors-lint --output sarif=FILE`, and give that file";
    let text = File::open(path).and_then(whole).map_err(|error| {
        Failure::new(format!("cannot read the baseline '{shown}': {error}")).help(help)
    })?;
    report::fingerprints_in(&text).map_err(|why| {
        Failure::new(format!("the baseline '{shown}' is no SARIF report of cors-lint: {why}"))
            .help(help)
    })
}

/// What to try where nothing was found because nothing was there to look at.
fn unseen(scan: &Scan, outcome: &Outcome) -> Option<String> {
    if !outcome.buckets.is_empty() || !outcome.findings.is_empty() {
        return None;
    }
    match scan.unsynthesized.first() {
        Some(app) => Some(format!(
            "'{app}' is of a CDK app without a cloud assembly here: run `cdk synth`, then cors-lint on what it writes"
        )),
        None if outcome.files == 0 => {
            Some(format!("nothing was looked at: cors-lint reads files that end in {ENDINGS}"))
        }
        None => None,
    }
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
