//! Bytes to trees: what every target starts from.

use std::{collections::BTreeMap, io::Sink};

use codespan_reporting::term::termcolor::NoColor;
use cors_lint::{
    aws::labeling::Work,
    check::Outcome,
    config::{Declaration, Labeling, Settings},
    dialect::{self, Project},
    finding::Problem,
    judge::judge,
    link::link,
    rules,
    source::{FileId, Sources, Span},
};

/// A line that begins a file: `==> path`.
const HEADER: &str = "==> ";

/// The files of an input: each begins with a line that names it; what stands before the first goes into `first`.
pub fn files(data: &[u8], first: &str) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(data);
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut path = first.to_owned();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(HEADER).and_then(|path| cors_lint::source::normalize(path.trim())) {
            Some(next) if !next.is_empty() => path = next,
            _ => out.entry(path.clone()).or_default().push_str(line),
        }
    }
    out
}

/// Sources that hold these files and can open no other.
pub fn sources(files: &BTreeMap<String, String>) -> Sources {
    let sources = Sources::default();
    for (path, text) in files {
        sources.add(path.clone(), text.clone());
    }
    sources
}

/// Every bucket is labeling input, so that all of each is looked at.
pub fn settings() -> Settings {
    let every = Declaration {
        address: None,
        name: None,
        tags: Vec::new(),
        path: None,
        labeling: Labeling::Input,
        work: None,
        span: Span { file: Sources::default().add("settings", ""), start: 0, end: 0 },
    };
    Settings { buckets: vec![every], ..Settings::default() }
}

/// The facts and links of a project whether or not it speaks of labeling; their spans lie in their files.
pub fn force(project: &Project, sources: &Sources) {
    let settings = settings();
    let facts = dialect::facts(project, sources, &settings);
    facts.problems.iter().for_each(|problem| inside(problem, sources));
    link(&facts, sources, &settings);
}

/// What is found; every span lies in its file, and a second look finds the same.
pub fn judged(projects: &[Project], sources: &Sources) -> Outcome {
    let settings = settings();
    let outcome = judge(projects, sources, rules::ALL, &settings);
    let again = judge(projects, sources, rules::ALL, &settings);
    assert_eq!(outcome.findings, again.findings, "two looks differ");
    for finding in &outcome.findings {
        let spans = finding.related.iter().map(|label| label.span);
        spans.chain([finding.at.span]).for_each(|span| within(span, sources));
    }
    outcome.problems.iter().for_each(|problem| inside(problem, sources));
    outcome
}

/// One text for a reader.
pub fn text(data: &[u8]) -> Option<(Sources, FileId)> {
    let text = std::str::from_utf8(data).ok()?;
    let sources = Sources::default();
    let file = sources.add("input", text);
    Some((sources, file))
}

pub fn inside(problem: &Problem, sources: &Sources) {
    if let Some(span) = problem.at {
        within(span, sources);
    }
}

fn within(span: Span, sources: &Sources) {
    let source = sources.get(span.file);
    let text = source.text.get(span.start as usize..span.end as usize);
    assert!(text.is_some(), "{span:?} is no part of {}", source.path);
}

/// Where reports go that nobody reads.
pub fn sink() -> NoColor<Sink> {
    NoColor::new(std::io::sink())
}
