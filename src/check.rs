//! Runs every rule over every bucket that labeling touches.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use crate::{
    config::Settings,
    finding::{Finding, Level, Problem},
    model::{Bucket, Confidence},
    rule::{Check, Rule},
    source::{Label, Span},
};

/// All that a run has to say.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Sorted by path, place and rule.
    pub findings: Vec<Finding>,
    /// Every bucket held to be in use for labeling, the sound ones too, sorted by path and place.
    pub buckets: Vec<Bucket>,
    pub problems: Vec<Problem>,
    /// How many findings are left out because an earlier report has them.
    pub known: usize,
    /// How many findings an ignore silences.
    pub ignored: usize,
    /// How many files were looked at.
    pub files: usize,
}

impl Outcome {
    /// Puts what was seen outside of any project first, but for what is told of the same place already.
    pub fn add_outside(&mut self, problems: &[Problem]) {
        let is_new = |one: &&Problem| !one.is_told_by(self.problems.iter());
        let more: Vec<Problem> = problems.iter().filter(is_new).cloned().collect();
        self.problems.splice(0..0, more);
    }
}

/// The findings of the rules about one bucket, in the order of the rules.
pub fn check(rules: &[&'static Rule], bucket: &Bucket, settings: &Settings) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in rules {
        if let Check::Bucket(check) = rule.check {
            check(bucket, &mut out);
        }
    }
    out.iter_mut().for_each(|finding| to_source(finding, bucket));
    set_levels(rules, &mut out, settings);
    let most = most_level(bucket);
    out.iter_mut().for_each(|finding| finding.level = finding.level.min(most));
    if bucket.confidence() <= Confidence::Possible {
        out.iter_mut().for_each(|finding| hedge(finding, bucket));
    }
    out
}

/// Says of a finding that labeling may have nothing to do with the bucket, and what to do where only words led to it.
fn hedge(finding: &mut Finding, bucket: &Bucket) {
    finding.message = format!("if this bucket holds labeling input, {}", finding.message);
    if bucket.confidence() > Confidence::Hint {
        return;
    }
    finding.notes.push(format!(
        "only words say that '{}' does; tag it `Purpose = labeling-input` if they are right",
        bucket.address
    ));
}

/// Nobody edits a synthesized template: what a rule finds there is shown, and the finding stands at the app's source.
fn to_source(finding: &mut Finding, bucket: &Bucket) {
    if bucket.template.is_none() || finding.at.span == bucket.header {
        return;
    }
    let source = Label::new(bucket.header, "the app makes this bucket here");
    finding.related.push(std::mem::replace(&mut finding.at, source));
}

/// Makes findings as loud as the configuration wants them: one that its rule made quieter than itself is not made louder.
pub fn set_levels(rules: &[&'static Rule], findings: &mut [Finding], settings: &Settings) {
    for finding in findings {
        let Some(rule) = rules.iter().find(|rule| rule.id == finding.rule) else { continue };
        let Some(set) = rule.level_in(settings) else { continue };
        let is_quieter = finding.level < rule.level;
        finding.level = if is_quieter { finding.level.min(set) } else { set };
    }
}

/// How loud a finding may be, by the evidence that labeling uses the bucket at all.
fn most_level(bucket: &Bucket) -> Level {
    match bucket.confidence() {
        Confidence::Hint | Confidence::Possible => Level::Note,
        Confidence::Likely => Level::Warning,
        Confidence::Strong | Confidence::Certain => Level::Error,
    }
}

/// Findings that say the same of one line of a CDK app, once: that line stands behind a bucket in each of several stacks.
/// The first speaks for all and names the others.
pub fn grouped(findings: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut places: HashMap<(Span, &str, Level, String), usize> = HashMap::new();
    let mut others: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for finding in findings {
        if finding.template.is_none() {
            out.push(finding);
            continue;
        }
        let words = finding.message.replace(&format!("'{}'", finding.subject), "");
        match places.entry((finding.at.span, finding.rule, finding.level, words)) {
            Entry::Occupied(first) => match out.get_mut(*first.get()) {
                // one bucket, at fault in two places of its template
                Some(one) if one.subject == finding.subject => {
                    let more = finding.related.into_iter();
                    let more: Vec<Label> =
                        more.filter(|label| !one.related.contains(label)).collect();
                    one.related.extend(more);
                }
                _ => others.entry(*first.get()).or_default().push(finding.subject),
            },
            Entry::Vacant(free) => {
                free.insert(out.len());
                out.push(finding);
            }
        }
    }
    for (first, others) in others {
        if let Some(finding) = out.get_mut(first) {
            finding
                .notes
                .push(format!("the same line makes {}, with the same fault", listed(&others)));
            finding.also = others;
        }
    }
    out
}

/// `'A', 'B' and 3 more`.
fn listed(subjects: &[String]) -> String {
    let quoted: Vec<String> = subjects.iter().take(5).map(|one| format!("'{one}'")).collect();
    match (quoted.as_slice(), subjects.len().saturating_sub(5)) {
        ([one], _) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (some, more) => format!("{} and {more} more", some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn one_line_behind_many_stacks_is_one_finding() {
        let sources = Sources::default();
        let file = sources.add("app.ts", "new Bucket(this)");
        let span = Span { file, start: 0, end: 3 };
        let finding = |subject: &str, template| Finding {
            rule: "missing-cors",
            level: Level::Error,
            subject: subject.to_owned(),
            made_at: Vec::new(),
            also: Vec::new(),
            message: format!("bucket '{subject}' has no CORS rules"),
            at: Label::new(span, ""),
            template,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
        };
        let all = ["Dev/A", "Stage/A", "Prod/A"].map(|subject| finding(subject, Some(span)));
        let one = grouped(all.to_vec());
        assert_eq!(one.len(), 1);
        assert_eq!(one[0].subject, "Dev/A");
        assert_eq!(one[0].also, ["Stage/A", "Prod/A"]);
        let note = "the same line makes 'Stage/A' and 'Prod/A', with the same fault";
        assert_eq!(one[0].notes, [note]);
        let twice =
            [all[0].clone(), Finding { related: vec![Label::new(span, "x")], ..all[0].clone() }];
        let merged = grouped(twice.to_vec());
        assert_eq!((merged.len(), merged[0].related.len(), merged[0].notes.len()), (1, 1, 0));
        let modules = ["a", "b"].map(|subject| finding(subject, None));
        assert_eq!(grouped(modules.to_vec()).len(), 2);
    }
}
