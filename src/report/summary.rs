//! The counts of a run, and the line that ends it.

use std::fmt;

use super::standing;
use crate::{check::Outcome, finding::Level};

/// How much was looked at and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    /// Buckets held to be in use for labeling.
    pub buckets: usize,
    /// Those of them that a finding is about.
    pub affected: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    /// Files and values that were not understood.
    pub problems: usize,
    /// Findings that are left out because the baseline holds them.
    pub known: usize,
    /// Findings that an ignore silences.
    pub ignored: usize,
}

impl Summary {
    pub fn of(outcome: &Outcome) -> Summary {
        let findings = &outcome.findings;
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        let affected = standing::loudest(outcome).into_iter().flatten().count();
        Summary {
            files: outcome.files,
            buckets: outcome.buckets.len(),
            affected,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            notes: count(Level::Note),
            problems: outcome.problems.len(),
            known: outcome.known,
            ignored: outcome.ignored,
        }
    }

    /// `2 errors and 1 note`; empty when there are no findings.
    fn findings(&self) -> String {
        let kinds = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let counted: Vec<String> = kinds
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| plural(*count, noun))
            .collect();
        match counted.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} and {last}", before.join(", "))
            }
            _ => counted.concat(),
        }
    }
}

impl fmt::Display for Summary {
    /// `2 errors in 1 of 14 labeling buckets (212 files)`, without a line end.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = plural(self.files, "file");
        match (self.findings(), self.buckets) {
            (none, 0) if none.is_empty() => write!(out, "no labeling buckets found in {files}")?,
            (found, 0) => write!(out, "{found}; no labeling buckets found in {files}")?,
            (none, buckets) if none.is_empty() && self.known > 0 => {
                write!(out, "no new findings in {} ({files})", plural(buckets, "labeling bucket"))?;
            }
            (none, buckets) if none.is_empty() => {
                write!(out, "no findings in {} ({files})", plural(buckets, "labeling bucket"))?;
            }
            (found, buckets) if self.affected == 0 => {
                write!(out, "{found}; none in {} ({files})", plural(buckets, "labeling bucket"))?;
            }
            (found, buckets) => write!(
                out,
                "{found} in {} of {} ({files})",
                self.affected,
                plural(buckets, "labeling bucket")
            )?,
        }
        match self.known {
            0 => {}
            known => write!(out, "; {} known from the baseline", plural(known, "finding"))?,
        }
        match self.ignored {
            0 => {}
            ignored => write!(out, "; {} ignored", plural(ignored, "finding"))?,
        }
        match self.problems {
            0 => Ok(()),
            problems => write!(out, "; {} with the files themselves", plural(problems, "problem")),
        }
    }
}

fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn a_run_never_ends_in_silence() {
        let none = Summary { files: 212, ..Summary::default() };
        assert_eq!(none.to_string(), "no labeling buckets found in 212 files");
        let some = Summary { buckets: 14, affected: 1, errors: 2, ..none };
        assert_eq!(some.to_string(), "2 errors in 1 of 14 labeling buckets (212 files)");
        let sound = Summary { files: 1, buckets: 1, ..Summary::default() };
        assert_eq!(sound.to_string(), "no findings in 1 labeling bucket (1 file)");
        let known = Summary { known: 2, ..sound };
        assert_eq!(
            known.to_string(),
            "no new findings in 1 labeling bucket (1 file); 2 findings known from the baseline"
        );
        let ignored = Summary { ignored: 1, ..sound };
        assert_eq!(
            ignored.to_string(),
            "no findings in 1 labeling bucket (1 file); 1 finding ignored"
        );
        let beside = Summary { affected: 0, errors: 0, warnings: 1, ..some };
        assert_eq!(beside.to_string(), "1 warning; none in 14 labeling buckets (212 files)");
        let more = Summary { warnings: 1, notes: 3, affected: 4, problems: 1, ..some };
        assert_eq!(
            more.to_string(),
            "2 errors, 1 warning and 3 notes in 4 of 14 labeling buckets (212 files); \
             1 problem with the files themselves"
        );
    }
}
