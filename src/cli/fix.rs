//! `--fix` and `--diff`: mended in memory first, then written or shown.

use std::collections::BTreeMap;

use super::{Failure, arguments::Lint};
use crate::{
    check::Outcome,
    dialect::Project,
    finding::{Applies, Finding},
    fix::{self, Change, Judge, Mended},
    source::Sources,
};

/// What `--fix` and `--diff` ask for; `None` when neither is given.
pub fn wanted(lint: &Lint) -> Option<Applies> {
    match lint.fix {
        None => lint.diff.then_some(Applies::Safe),
        Some(which) => Some(which.applies()),
    }
}

/// Mends what may be mended; writes it unless it is only to be shown.
pub fn mend(
    lint: &Lint,
    projects: &[Project],
    outcome: &mut Outcome,
    sources: &Sources,
    judge: &Judge,
) -> Result<Mended, Failure> {
    let Some(with) = wanted(lint) else { return Ok(Mended::default()) };
    if lint.input.is_text() && !lint.diff {
        return Err(Failure::new("standard input cannot be mended in place")
            .help("add `--diff` to see the fixes, or give the file itself"));
    }
    let mended = fix::mend(projects, outcome, sources, with, judge).map_err(|path| {
        Failure::new(format!("the fixes of '{path}' did not hold; nothing was written"))
            .help("this is a defect of cors-lint, please report it")
    })?;
    if !lint.diff {
        save(&mended.changes, sources)?;
    }
    Ok(mended)
}

fn save(changes: &BTreeMap<String, Change>, sources: &Sources) -> Result<(), Failure> {
    fix::write(changes, sources)
        .map_err(|error| Failure::new(error.to_string()).help("run it again when the files rest"))
}

/// `fixed 3 findings in 2 files`, `would fix 1 finding in 1 file`; for the lines below it.
pub fn told(lint: &Lint, mended: &Mended) -> String {
    let plural =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    if mended.findings == 0 {
        return "nothing can be fixed here".to_owned();
    }
    let verb = if lint.diff { "would fix" } else { "fixed" };
    let findings = plural(mended.findings, "finding");
    format!("{verb} {findings} in {}", plural(mended.changes.len(), "file"))
}

/// Names the fix where the help shows no code, so that the two do not seem to disagree.
pub fn name_in_help(findings: &mut [Finding]) {
    for finding in findings {
        let (Some(help), Some(fix)) = (&mut finding.help, &finding.fix) else { continue };
        if !help.contains('\n') {
            let mut title = fix.title.chars();
            let first: String = title.next().iter().flat_map(|c| c.to_lowercase()).collect();
            help.push_str(&format!("; or, as the fix does, {first}{}", title.as_str()));
        }
    }
}

/// `; 1 can be fixed with --fix, 2 with --fix=unsafe`; empty where nothing can.
pub fn hint(findings: &[Finding]) -> String {
    let count = |applies| {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applies == applies).count()
    };
    match (count(Applies::Safe), count(Applies::Unsafe)) {
        (0, 0) => String::new(),
        (safe, 0) => format!("; {safe} can be fixed with --fix"),
        (0, more) => format!("; {more} can be fixed with --fix=unsafe"),
        (safe, more) => {
            format!("; {safe} can be fixed with --fix, {more} more with --fix=unsafe")
        }
    }
}
