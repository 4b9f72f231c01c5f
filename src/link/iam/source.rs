//! The source of a function, where it lies in the tree: what it calls, and which variables it uses.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    sync::Arc,
};

use crate::{
    aws::{
        code::{self, MAX_FILES, Topics, is_code},
        code_writes, environment,
        labeling::Call,
    },
    facts::FunctionFact,
    model::Work,
    source::{Label, Sources, Span},
    value::Part,
};

/// Endings of files that lie beside code and hold none.
const NO_CODE: &[&str] =
    &[".txt", ".md", ".json", ".yaml", ".yml", ".toml", ".cfg", ".ini", ".lock", ".html", ".csv"];

/// The first call in a function's source that starts labeling, and the text of the file that makes it.
#[derive(Clone)]
pub(super) struct Evidence {
    pub call: Call,
    pub at: Label,
    /// Where it reads objects itself and sends workers their text.
    pub reads: Option<Label>,
    text: Arc<str>,
}

impl Evidence {
    /// What that file says of the work that it starts.
    pub fn work(&self) -> Work {
        code::work(&self.text)
    }

    /// Whether the file that starts labeling uses an environment variable.
    pub fn uses(&self, variable: &str) -> bool {
        code::uses_variable(&self.text, variable)
    }

    /// Whether that file reads or lists objects of what a variable names, and shows none to workers.
    pub fn keeps(&self, variable: &str) -> bool {
        environment::is_kept(&self.text, variable)
    }

    /// Whether that file does nothing with the bucket that a variable names but write to it.
    pub fn only_writes(&self, variable: &str) -> bool {
        code_writes::only_writes(&self.text, variable)
    }

    /// Whether that file puts what a variable names into an address, for others to open.
    pub fn addresses(&self, variable: &str) -> bool {
        environment::is_addressed(&self.text, variable)
    }

    /// Whether it starts human loops with objects of the bucket that a variable names.
    pub fn shows(&self, variable: &str) -> bool {
        let hands_on = self.uses(variable) && !self.keeps(variable);
        self.call == Call::StartHumanLoop && self.sends_objects() && hands_on
    }

    /// Whether that file speaks of objects in S3, and so may show one to workers rather than text of its own.
    pub fn sends_objects(&self) -> bool {
        code::speaks_of_objects(&self.text)
    }
}

/// What a function's source says, as far as it was read.
#[derive(Clone, Default)]
pub(super) struct Source {
    pub evidence: Option<Evidence>,
    /// Whether all of it was read.
    is_whole: bool,
    topics: Topics,
    /// The words of it, in lower case, as hashes, where it starts labeling.
    words: Arc<HashSet<u64>>,
}

impl Source {
    pub fn of(function: &FunctionFact, sources: &Sources) -> Source {
        let mut source = Source::default();
        let mut texts = Vec::new();
        source.inline(function, &mut texts);
        let mut left = MAX_FILES;
        let paths = function.paths.iter();
        let whole = paths.map(|path| source.below(path, sources, &mut left, &mut texts));
        let is_whole = whole.reduce(|all, one| all && one);
        source.is_whole |= is_whole.unwrap_or(false);
        // most code starts no labeling, and nobody asks for its words
        if source.evidence.is_some() {
            source.words = Arc::new(texts.iter().flat_map(|text| words(text)).collect());
        }
        source
    }

    /// Whether it is all there and has nothing to do with labeling.
    pub fn is_idle(&self) -> bool {
        self.is_whole && !self.topics.stand_in && !self.topics.labeling
    }

    /// Whether it starts labeling and nowhere speaks of what lies in S3.
    pub fn is_aloof(&self) -> bool {
        self.is_whole && self.evidence.is_some() && !self.topics.storage
    }

    /// Whether it starts labeling and surely speaks of a name nowhere, however it is written.
    pub fn never_speaks_of(&self, name: &str) -> bool {
        self.is_whole && self.evidence.is_some() && !self.words.contains(&hash(name))
    }

    fn inline(&mut self, function: &FunctionFact, texts: &mut Vec<Arc<str>>) {
        for (_, one) in function.code.alternatives() {
            let Some(parts) = one.as_parts() else { continue };
            let lines = |part: &Part| match part {
                Part::Literal(text) => {
                    text.as_str().lines().filter(|one| !one.trim().is_empty()).count()
                }
                _ => 0,
            };
            // a line or two stand in for code that comes later
            self.is_whole = !one.has_holes() && parts.iter().map(lines).sum::<usize>() > 2;
            for part in parts.iter() {
                let Part::Literal(text) = part else { continue };
                let place = |range: Range<usize>| {
                    text.span_of(range.start, range.end).unwrap_or(function.header)
                };
                texts.push(self.add(text.as_str(), &place));
            }
        }
    }

    /// Says whether all of it was read.
    fn below(
        &mut self,
        path: &str,
        sources: &Sources,
        left: &mut usize,
        texts: &mut Vec<Arc<str>>,
    ) -> bool {
        let files = sources.below(path, MAX_FILES);
        let mut all = files.len() < MAX_FILES;
        let mut any = false;
        for file in files {
            if !is_code(&file) {
                all &= NO_CODE.iter().any(|ending| file.ends_with(ending));
                continue;
            }
            let Some((id, source)) = code::open(&file, sources, left) else {
                all = false;
                continue;
            };
            any = true;
            let place = |range: Range<usize>| Span {
                file: id,
                start: range.start as u32,
                end: range.end as u32,
            };
            texts.push(self.add(&source.text, &place));
        }
        all && any
    }

    fn add(&mut self, text: &str, place: &dyn Fn(Range<usize>) -> Span) -> Arc<str> {
        let text: Arc<str> = text.into();
        if self.evidence.is_none() {
            self.evidence = found(&text, place);
        }
        self.topics = self.topics.and(Topics::of(&text));
        text
    }
}

/// The words of a text, in lower case, as hashes.
fn words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').map(hash)
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

fn found(text: &Arc<str>, place: &dyn Fn(Range<usize>) -> Span) -> Option<Evidence> {
    let (call, range) = code::first_call(text)?;
    let words = match call {
        Call::CreateLabelingJob => "its code creates labeling jobs here",
        Call::AnalyzeWithHumanLoop => "its code has images analyzed here, and starts human loops",
        _ => "its code starts human loops here",
    };
    let at = Label::new(place(range), words);
    // a labeling job takes a manifest, so what its starter reads is no sign of what it shows
    let reads = code::reads_for_others(text).filter(|_| call == Call::StartHumanLoop);
    let reads = reads.map(|range| {
        Label::new(place(range), "and reads objects here itself, to send their text to workers")
    });
    Some(Evidence { call, at, reads, text: text.clone() })
}
