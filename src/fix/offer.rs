//! Gives findings the fixes that hold.

use std::collections::{BTreeMap, HashMap, VecDeque};

use rayon::prelude::*;

use super::{
    Judge,
    candidate::candidates,
    edits::compatible,
    proof::{Said, fixed, said},
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

/// Fills [`Finding::fix`] wherever an edit is proven to mend the finding. Fixes are proven together, and one by one only
/// where some do not hold, so that the work grows with the files, not with files times findings.
pub fn offer(projects: &[Project], outcome: &mut Outcome, sources: &Sources, judge: &Judge) {
    offer_where(projects, outcome, sources, judge, &|_| true);
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
    let proven: Vec<Vec<(usize, Fix)>> = shares
        .into_par_iter()
        .map(|(at, findings)| match projects.get(at) {
            Some(project) => proven(project, &findings, outcome, sources, judge),
            None => Vec::new(),
        })
        .collect();
    for (at, fix) in proven.into_iter().flatten() {
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

fn proven(
    project: &Project,
    findings: &[(usize, usize)],
    outcome: &Outcome,
    sources: &Sources,
    judge: &Judge,
) -> Vec<(usize, Fix)> {
    let trees = Trees::new(project, sources);
    let open = findings.iter().filter_map(|(finding, bucket)| {
        let (found, bucket): (&Finding, &Bucket) =
            (outcome.findings.get(*finding)?, outcome.buckets.get(*bucket)?);
        let fixes: VecDeque<Fix> = candidates(found, bucket, &trees).into();
        (!fixes.is_empty()).then_some(Open { finding: *finding, fixes })
    });
    let open: Vec<Open> = open.collect();
    if open.is_empty() {
        return Vec::new();
    }
    let before = said(project, sources, judge);
    let mut proofs = Proofs { project, outcome, sources, judge, before, out: Vec::new() };
    let mut queue = VecDeque::from([open]);
    for _ in 0..MAX_PROOFS {
        let Some(group) = queue.pop_front() else { break };
        proofs.attempt(group, &mut queue);
    }
    proofs.out
}

struct Proofs<'a> {
    project: &'a Project,
    outcome: &'a Outcome,
    sources: &'a Sources,
    judge: &'a Judge<'a>,
    before: Said,
    out: Vec<(usize, Fix)>,
}

impl Proofs<'_> {
    /// Tries the first fix of each finding of a group at once; what does not hold goes back to the queue.
    fn attempt(&mut self, group: Vec<Open>, queue: &mut VecDeque<Vec<Open>>) {
        let group: Vec<(Fix, Open)> = group.into_iter().filter_map(next).collect();
        let (mut group, later) = compatible(group, |(fix, _)| fix);
        if !later.is_empty() {
            queue.push_back(later.into_iter().map(back).collect());
        }
        let fixes = group.iter().map(|(fix, _)| fix);
        let after = fixed(fixes, self.sources)
            .map(|sources| said(self.project, &sources, self.judge))
            .filter(|after| after.is_within(&self.before));
        let Some(after) = after else {
            if group.len() > 1 {
                let rest = group.split_off(group.len() / 2);
                queue.extend([group, rest].map(|half| half.into_iter().map(back).collect()));
            } else {
                // that fix is wrong; there may be another
                queue.extend(group.into_iter().map(|(_, open)| vec![open]));
            }
            return;
        };
        let mut again = Vec::new();
        for (fix, open) in group {
            let finding = self.outcome.findings.get(open.finding);
            match finding.is_some_and(|finding| after.lacks(finding, &self.before)) {
                true => self.out.push((open.finding, fix)),
                false => again.push(open),
            }
        }
        again.retain(|open| !open.fixes.is_empty());
        if !again.is_empty() {
            queue.push_back(again);
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
