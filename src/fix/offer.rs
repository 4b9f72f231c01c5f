//! Gives findings the fixes that hold.

use std::collections::{BTreeMap, HashMap, VecDeque};

use rayon::prelude::*;

use super::{
    Judge,
    candidate::candidates,
    edits::compatible,
    proof::{Said, said, texts},
    trees::Trees,
};
use crate::{
    check::Outcome,
    dialect::Project,
    finding::{Finding, Fix},
    model::Bucket,
    source::{Sources, Span, parent},
};

/// A project is judged at most this often for proofs; what is not proven by then is not offered.
const MAX_PROOFS: usize = 64;
/// Larger files, in bytes, are generated ones as a rule, and judging them again takes long.
const MAX_BYTES: usize = 1_000_000;

/// Fills [`Finding::fix`] wherever an edit is proven to mend the finding. Fixes are proven together, and one by one only
/// where some do not hold, so that the work grows with the files, not with files times findings.
pub fn offer(projects: &[Project], outcome: &mut Outcome, sources: &Sources, judge: &Judge) {
    let is_handy = |finding: &Finding| sources.get(finding.at.span.file).text.len() <= MAX_BYTES;
    offer_where(projects, outcome, sources, judge, &is_handy);
}

/// The same for some of the findings.
pub fn offer_where(
    projects: &[Project],
    outcome: &mut Outcome,
    sources: &Sources,
    judge: &Judge,
    wanted: &(dyn Fn(&Finding) -> bool + Sync),
) {
    let shares = shares(projects, outcome, sources, wanted);
    let mut proofs: Vec<Proofs> = shares
        .into_par_iter()
        .filter_map(|(at, findings)| begun(projects.get(at)?, &findings, outcome, sources, judge))
        .collect();
    for _ in 0..MAX_PROOFS {
        // one fork holds the edits of all projects, so that a round costs one copy of the list of files
        let fork = sources.fork();
        let edits = proofs.par_iter_mut().filter_map(|one| one.next_edits(sources));
        let edits: Vec<_> = edits.collect();
        if edits.is_empty() {
            break;
        }
        for (path, text) in edits.into_iter().flatten() {
            fork.add(path, text);
        }
        proofs.par_iter_mut().for_each(|one| one.settle(&fork, outcome, judge));
    }
    for (at, fix) in proofs.into_iter().flat_map(|one| one.proven) {
        if let Some(finding) = outcome.findings.get_mut(at) {
            finding.fix = Some(fix);
        }
    }
}

/// A finding that may be mended, by its place in the outcome.
struct Open {
    finding: usize,
    fixes: VecDeque<Fix>,
}

/// The findings of each project about buckets, with the places of both in the outcome.
fn shares(
    projects: &[Project],
    outcome: &Outcome,
    sources: &Sources,
    wanted: &(dyn Fn(&Finding) -> bool + Sync),
) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let owners = owners(projects);
    let mut buckets: HashMap<(&str, Span), usize> = HashMap::new();
    for (at, bucket) in outcome.buckets.iter().enumerate() {
        buckets.entry((&bucket.address, bucket.header)).or_insert(at);
    }
    let mut out: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let findings = outcome.findings.iter().enumerate();
    for (at, finding) in findings.filter(|(_, finding)| wanted(finding)) {
        let key = (finding.subject.as_str(), finding.at.span);
        let Some(place) = buckets.get(&key).copied() else { continue };
        let Some(bucket) = outcome.buckets.get(place) else { continue };
        let path = sources.path(bucket.body.file);
        let owner = owners.get(path.as_str()).or_else(|| owners.get(parent(&path)));
        if let Some(owner) = owner {
            out.entry(*owner).or_default().push((at, place));
        }
    }
    out
}

/// Which project a template or a Terraform directory belongs to; assemblies are written by programs and never edited.
fn owners(projects: &[Project]) -> HashMap<&str, usize> {
    let mut out = HashMap::new();
    for (at, project) in projects.iter().enumerate() {
        let paths = match project {
            Project::Assembly { .. } => continue,
            Project::Templates { paths } => paths,
            Project::Terraform { directories, .. } => directories,
        };
        paths.iter().for_each(|path| {
            out.insert(path.as_str(), at);
        });
    }
    out
}

/// The proofs of a project's findings; `None` where no edit comes to mind.
fn begun<'a>(
    project: &'a Project,
    findings: &[(usize, usize)],
    outcome: &Outcome,
    sources: &Sources,
    judge: &Judge,
) -> Option<Proofs<'a>> {
    let trees = Trees::new(project, sources);
    let open = findings.iter().filter_map(|(finding, bucket)| {
        let (found, bucket): (&Finding, &Bucket) =
            (outcome.findings.get(*finding)?, outcome.buckets.get(*bucket)?);
        let fixes: VecDeque<Fix> = candidates(found, bucket, &trees).into();
        (!fixes.is_empty()).then_some(Open { finding: *finding, fixes })
    });
    let open: Vec<Open> = open.collect();
    if open.is_empty() {
        return None;
    }
    let before = said(project, sources, judge);
    let queue = VecDeque::from([open]);
    Some(Proofs { project, before, queue, trying: Vec::new(), fits: false, proven: Vec::new() })
}

/// The proofs of one project.
struct Proofs<'a> {
    project: &'a Project,
    before: Said,
    /// Groups of findings whose first fixes are tried together.
    queue: VecDeque<Vec<Open>>,
    /// What this round tries.
    trying: Vec<(Fix, Open)>,
    /// Whether the edits of this round fit the texts.
    fits: bool,
    proven: Vec<(usize, Fix)>,
}

impl Proofs<'_> {
    /// The texts that the next group makes; what cannot be tried with the rest of it goes back to the queue.
    fn next_edits(&mut self, sources: &Sources) -> Option<BTreeMap<String, String>> {
        let group: Vec<(Fix, Open)> =
            self.queue.pop_front()?.into_iter().filter_map(next).collect();
        let (group, later) = compatible(group, |(fix, _)| fix);
        if !later.is_empty() {
            self.queue.push_back(later.into_iter().map(back).collect());
        }
        let texts = texts(group.iter().map(|(fix, _)| fix), sources);
        self.fits = texts.is_some();
        self.trying = group;
        Some(texts.unwrap_or_default())
    }

    /// Judges what was tried; what does not hold goes back to the queue.
    fn settle(&mut self, sources: &Sources, outcome: &Outcome, judge: &Judge) {
        let mut group = std::mem::take(&mut self.trying);
        if group.is_empty() {
            return;
        }
        let after = self.fits.then(|| said(self.project, sources, judge));
        let Some(after) = after.filter(|after| after.is_within(&self.before)) else {
            if group.len() > 1 {
                let rest = group.split_off(group.len() / 2);
                let halves = [group, rest].map(|half| half.into_iter().map(back).collect());
                self.queue.extend(halves);
            } else {
                // that fix is wrong; there may be another
                self.queue.extend(group.into_iter().map(|(_, open)| vec![open]));
            }
            return;
        };
        let mut again = Vec::new();
        for (fix, open) in group {
            let finding = outcome.findings.get(open.finding);
            match finding.is_some_and(|finding| after.lacks(finding, &self.before)) {
                true => self.proven.push((open.finding, fix)),
                false => again.push(open),
            }
        }
        again.retain(|open| !open.fixes.is_empty());
        if !again.is_empty() {
            self.queue.push_back(again);
        }
    }
}

fn next(mut open: Open) -> Option<(Fix, Open)> {
    open.fixes.pop_front().map(|fix| (fix, open))
}

fn back((fix, mut open): (Fix, Open)) -> Open {
    open.fixes.push_front(fix);
    open
}
