//! Fixes are proven by judging the edited files: the finding must go, and nothing new may come.

use std::collections::BTreeMap;

use super::{Judge, edits};
use crate::{
    check::Outcome,
    dialect::Project,
    finding::{Finding, Fix},
    rule::Check,
    rules,
    source::Sources,
};

/// What is said of a project, apart from where.
pub struct Said {
    /// How often each rule speaks of each subject.
    findings: BTreeMap<(&'static str, String), usize>,
    problems: BTreeMap<(&'static str, String), usize>,
    /// How many configurations write the same bucket's rules.
    rivals: usize,
}

impl Said {
    pub fn of(outcome: &Outcome) -> Said {
        let mut said = Said { findings: BTreeMap::new(), problems: BTreeMap::new(), rivals: 0 };
        for finding in about_code(outcome) {
            *said.findings.entry((finding.rule, finding.subject.clone())).or_default() += 1;
        }
        for problem in &outcome.problems {
            *said.problems.entry((problem.kind, problem.message.clone())).or_default() += 1;
        }
        let states = outcome.buckets.iter().flat_map(|bucket| &bucket.states);
        said.rivals = states.map(|state| state.rivals.len()).sum();
        said
    }

    /// Whether everything that is said here is said there too.
    pub fn is_within(&self, other: &Said) -> bool {
        let known = |all: &BTreeMap<(&'static str, String), usize>, key, count: &usize| {
            all.get(key).is_some_and(|known| known >= count)
        };
        self.rivals <= other.rivals
            && self.findings.iter().all(|(key, count)| known(&other.findings, key, count))
            && self.problems.iter().all(|(key, count)| known(&other.problems, key, count))
    }

    fn speaks(&self, finding: &Finding) -> usize {
        let key = (finding.rule, finding.subject.clone());
        self.findings.get(&key).copied().unwrap_or(0)
    }

    /// Whether a finding that the other outcome has is not here any more.
    pub fn lacks(&self, finding: &Finding, before: &Said) -> bool {
        self.speaks(finding) < before.speaks(finding)
    }
}

/// The findings but for those about ignores: one whose finding is mended has nothing left to do, and may be told of.
pub fn about_code(outcome: &Outcome) -> impl Iterator<Item = &Finding> {
    let is_about_ignores = |finding: &Finding| {
        let rule = rules::ALL.iter().find(|rule| rule.id == finding.rule);
        rule.is_some_and(|rule| matches!(rule.check, Check::Ignore(_)))
    };
    outcome.findings.iter().filter(move |finding| !is_about_ignores(finding))
}

/// The texts that the fixes make, by path; `None` when one does not fit, or takes text away.
pub fn texts<'a>(
    fixes: impl Iterator<Item = &'a Fix> + Clone,
    sources: &Sources,
) -> Option<BTreeMap<String, String>> {
    let mut edits = fixes.clone().flat_map(|fix| &fix.edits);
    if edits.any(|edit| edit.span.start != edit.span.end) {
        return None;
    }
    edits::apply(fixes, sources)
}

/// What is said of one project.
pub fn said(project: &Project, sources: &Sources, judge: &Judge) -> Said {
    Said::of(&judge(std::slice::from_ref(project), sources))
}
