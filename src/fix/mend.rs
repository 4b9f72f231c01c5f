//! Applies the fixes that hold until none is left, in memory.

use std::collections::BTreeMap;

use super::{
    Judge, edits, offer,
    proof::{Said, about_code},
};
use crate::{
    check::Outcome,
    dialect::Project,
    finding::{Applies, Fix},
    source::{FileId, Sources},
};

/// More rounds than these are not tried; each mends at least one finding of every file that can still be mended.
const MAX_ROUNDS: usize = 64;

/// What was mended, in memory only.
#[derive(Debug, Default)]
pub struct Mended {
    pub findings: usize,
    /// The changed files, by path.
    pub changes: BTreeMap<String, Change>,
}

/// One file before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub before: FileId,
    pub after: FileId,
}

/// Applies all fixes that `with` allows and leaves in `outcome` what is then found; `sources` hold the new texts.
///
/// # Errors
/// The path of a file whose edits brought something new; then nothing should be written.
pub fn mend(
    projects: &[Project],
    outcome: &mut Outcome,
    sources: &Sources,
    with: Applies,
    judge: &Judge,
) -> Result<Mended, String> {
    let mut mended = Mended::default();
    for _ in 0..MAX_ROUNDS {
        let before = Said::of(outcome);
        let fixes: Vec<&Fix> = outcome.findings.iter().filter_map(|one| one.fix.as_ref()).collect();
        let fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| is_allowed(fix, with)).collect();
        let (now, _) = edits::compatible(fixes, |fix| fix);
        let Some(texts) = edits::apply(now, sources).filter(|texts| !texts.is_empty()) else {
            break;
        };
        let first = texts.keys().next().cloned().unwrap_or_default();
        for (path, text) in texts {
            let Some(old) = sources.find(&path) else { return Err(path) };
            let new = sources.add(path.clone(), text);
            mended.changes.entry(path).or_insert(Change { before: old, after: new }).after = new;
        }
        let found = about_code(outcome).count();
        *outcome = judge(projects, sources);
        offer(projects, outcome, sources, judge);
        let left = about_code(outcome).count();
        if !Said::of(outcome).is_within(&before) || left >= found {
            return Err(first);
        }
        mended.findings += found - left;
    }
    Ok(mended)
}

fn is_allowed(fix: &Fix, with: Applies) -> bool {
    match with {
        Applies::Safe => fix.applies == Applies::Safe,
        Applies::Unsafe => fix.applies != Applies::Shown,
        Applies::Shown => false,
    }
}
