//! The list of every bucket that labeling touches.

use super::{
    Failure, Streams, Verdict,
    arguments::Input,
    judged::{Run, judged},
    written,
};
use crate::{
    report::{self, Listing, Report, Summary},
    rules,
};

/// Lists what there is, sound or not: the exit code judges nothing.
pub fn run(input: &Input, listing: Listing, streams: &mut Streams) -> Result<Verdict, Failure> {
    let Run { outcome, scan, .. } = judged(input, streams)?;
    let report = Report { outcome: &outcome, rules: rules::ALL, sources: &scan.sources };
    written(report::list(listing, &report, streams.out))?;
    written(streams.out.flush())?;
    written(report::write_problems(&report, streams.err))?;
    written(writeln!(streams.err, "{}", Summary::of(&outcome)))?;
    written(streams.err.flush())?;
    Ok(Verdict::Clean)
}
