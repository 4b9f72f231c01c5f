//! A rule: its name, its docs and its check; and the words that findings share.

mod remedy;

pub use remedy::remedy;

use crate::{
    config::Settings,
    finding::{Finding, Level},
    model::{Bucket, Cors, State},
    source::{Label, Span},
};

/// One rule of the policy; `rules/<stem>.rs` and `rules/<stem>.md` hold all of it.
#[derive(Debug)]
pub struct Rule {
    pub id: &'static str,
    pub level: Level,
    /// Whether it is run unless the configuration says otherwise.
    pub enabled: bool,
    /// The version that brought it.
    pub since: &'static str,
    /// The page: a title, a one-paragraph summary, then sections.
    pub docs: &'static str,
    pub check: Check,
}

#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Called for every bucket that labeling touches.
    Bucket(fn(&Bucket, &mut Vec<Finding>)),
    /// Called for every ignore that silenced nothing.
    Ignore(fn(&Ignore, &mut Vec<Finding>)),
}

/// An ignore that silences nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    pub span: Span,
    /// The rules it names.
    pub rules: Vec<String>,
    /// The address it names, where it stands in the configuration.
    pub address: Option<String>,
}

impl Rule {
    /// How loud it is in this run; `None` when it is off.
    pub fn level_in(&self, settings: &Settings) -> Option<Level> {
        let own = self.enabled.then_some(self.level);
        settings.levels.get(self.id).copied().unwrap_or(own)
    }

    /// The first paragraph of the docs, on one line.
    pub fn summary(&self) -> String {
        let paragraph = self.docs.split("\n\n").nth(1).unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of a `## Section` of the docs.
    pub fn section(&self, title: &str) -> Option<&'static str> {
        let heading = format!("\n## {title}\n");
        let (_, rest) = self.docs.split_once(&heading)?;
        Some(rest.split("\n## ").next().unwrap_or(rest).trim())
    }

    /// The address of the docs on the web.
    pub fn page(&self) -> String {
        let stem = self.id.replace('-', "_");
        format!("{}/blob/main/rules/{stem}.md", env!("CARGO_PKG_REPOSITORY"))
    }

    /// A finding at `span` about a bucket, with the evidence that labeling uses it.
    pub fn finding(&self, bucket: &Bucket, span: Span, message: impl Into<String>) -> Finding {
        let mut related: Vec<Label> = bucket.callers.clone();
        related.extend(bucket.main_use().into_iter().flat_map(|one| one.trail.iter().cloned()));
        related.extend(set_in_app(bucket));
        Finding {
            rule: self.id,
            level: self.level,
            subject: bucket.address.clone(),
            made_at: bucket.made_at(),
            also: Vec::new(),
            message: message.into(),
            at: Label::new(span, ""),
            template: bucket.template,
            related,
            notes: bucket.assumptions.iter().map(|one| one.text.clone()).collect(),
            help: None,
            fix: None,
        }
    }
}

/// The line of a CDK app that set the CORS rules, where the assembly tells it.
fn set_in_app(bucket: &Bucket) -> Option<Label> {
    let template = bucket.template?;
    bucket.states.iter().find_map(|state| match &state.cors {
        Cors::Rules { header, .. } if header.file != template.file => {
            Some(Label::new(*header, "the app sets its CORS rules here"))
        }
        _ => None,
    })
}

/// The scenarios for which `is` holds: empty when there are none, `Some(None)` when it holds in all,
/// else the words that complete "when …".
pub fn scenarios(bucket: &Bucket, is: impl Fn(&State) -> bool) -> Option<Option<String>> {
    let hit: Vec<&State> = bucket.states.iter().filter(|state| is(state)).collect();
    if hit.is_empty() {
        return None;
    }
    if let [only] = bucket.states.as_slice() {
        return Some(only.when.clone());
    }
    if hit.len() == bucket.states.len() {
        return Some(None);
    }
    let words: Vec<&str> = hit.iter().filter_map(|state| state.when.as_deref()).take(3).collect();
    let more = if hit.len() > 3 { format!(" (and {} more)", hit.len() - 3) } else { String::new() };
    Some(Some(format!("{}{more}", words.join(", or when "))))
}

/// `it has no CORS rules when Env = stage`.
pub fn when(sentence: &str, scenario: Option<&str>) -> String {
    match scenario {
        Some(scenario) => format!("{sentence} when {scenario}"),
        None => sentence.to_owned(),
    }
}
