//! From a path to a template, to silence, or to a problem.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::{
    dialect::room::{MAX_VALUES, Room},
    finding::Problem,
    source::{OpenError, Source, Sources, Span},
    syntax::{
        node::{Entry, Node, Prune, ReadAgain},
        yaml,
    },
};

use super::{
    given::{AllGiven, is_given},
    include,
    recognise::{CONFLICT, behind_remarks, claims_to_be_template, is_template, may_be_template},
    resources::is_read,
    template::Template,
};

/// How deep resources stand.
const RESOURCES: usize = 2;

/// All of them, in their order, on every core; one by one where they hold more than there is room for.
pub fn all(paths: &[String], sources: &Sources) -> Vec<Result<Option<Template>, Problem>> {
    let held = AtomicUsize::new(0);
    let one = |path: &String| {
        let before = held.load(Ordering::Relaxed);
        let loaded = (before <= MAX_VALUES).then(|| template(path, sources))?;
        let values = loaded.as_ref().map_or(0, |one| one.as_ref().map_or(0, |one| one.values));
        (held.fetch_add(values, Ordering::Relaxed) + values <= MAX_VALUES).then_some(loaded)
    };
    let loaded: Option<Vec<_>> = paths.par_iter().map(one).collect();
    loaded.unwrap_or_else(|| {
        let room = Room::default();
        paths.iter().map(|path| within(path, sources, &room)).collect()
    })
}

/// As [`template`], where there is room for it.
pub fn within(path: &str, sources: &Sources, room: &Room) -> Result<Option<Template>, Problem> {
    let Ok(file) = sources.open(path) else { return template(path, sources) };
    let values = |read: &Option<Template>| read.as_ref().map_or(0, |template| template.values);
    room.read(file, || template(path, sources), values)
}

/// `Ok(None)` for a file that is no template. A broken file that claims to be one is a problem, and so is a file that
/// cannot be read.
pub fn template(path: &str, sources: &Sources) -> Result<Option<Template>, Problem> {
    let file = match sources.open(path) {
        Ok(file) => file,
        Err(error) => return unreadable(path, &error, sources).map_or(Ok(None), Err),
    };
    let source = sources.get(file);
    if !may_be_template(&source.text) {
        return Ok(None);
    }
    let mut all = AllGiven::new(file, &source.text);
    let mut look = |entries: &mut Vec<Entry>, again: Option<ReadAgain>| {
        prune(entries, again, &mut all);
    };
    let prune = Prune { depth: RESOURCES, look: &mut look };
    let mut document = match yaml::read_pruned(&source, file, Some(prune)) {
        Ok(document) => document,
        Err(problem) => {
            return if claims_to_be_template(&source.text) { Err(problem) } else { Ok(None) };
        }
    };
    if !is_template(&document.root) {
        return hidden(&document.root, &source).map_or(Ok(None), Err);
    }
    document.root = include::spliced(document.root, path, &source.text, sources);
    Ok(Some(Template::new(path, document, &all)))
}

/// A template behind a line that may pass for a document of its own: a comment that neither YAML nor JSON knows, the mark
/// of a merge that was not settled.
fn hidden(root: &Node, source: &Source) -> Option<Problem> {
    let (text, start) = (source.text.as_str(), root.text()?.as_str());
    let is_comment = start.starts_with("//") || start.starts_with("/*");
    if !(is_comment || start.starts_with(CONFLICT)) || !claims_to_be_template(text) {
        return None;
    }
    if is_comment {
        // other tools know such comments, so all of it is looked at
        let behind = Source::new(source.path.clone(), behind_remarks(text).to_owned());
        yaml::read(&behind, root.span.file).ok().filter(|read| is_template(&read.root))?;
    }
    let line = text.get(root.span.start as usize..)?.lines().next()?.trim_end();
    let at = Span { end: root.span.start + line.len() as u32, ..root.span };
    let message = "a template cannot begin with this; what stands behind it was not read";
    Some(Problem::error("syntax", message, at))
}

/// Drops the properties of resources that tell nothing, and lets go of those that most likely do not.
fn prune(entries: &mut Vec<Entry>, again: Option<ReadAgain>, all: &mut AllGiven) {
    let kind = entries.iter().rfind(|entry| entry.key.as_str() == "Type");
    let Some(kind) = kind.and_then(|kind| kind.value.text()).cloned() else { return };
    if !is_read(kind.as_str()) {
        entries.retain(|entry| entry.key.as_str() != "Properties");
    } else if let Some(again) = again.filter(|_| is_given(kind.as_str())) {
        all.take(kind.as_str(), entries, again);
    }
}

fn unreadable(path: &str, error: &OpenError, sources: &Sources) -> Option<Problem> {
    let (kind, message, text) = match error {
        OpenError::NotText { before } if !may_be_template(before) => return None,
        OpenError::NotText { before } => {
            ("not-text", "is not UTF-8 text".to_owned(), before.clone())
        }
        OpenError::Missing => ("unreadable", "does not exist".to_owned(), String::new()),
        OpenError::Dangling => {
            ("unreadable", "is a link that leads nowhere".to_owned(), String::new())
        }
        OpenError::Special => ("unreadable", "is no regular file".to_owned(), String::new()),
        OpenError::Outside => ("unreadable", "lies outside the tree".to_owned(), String::new()),
        OpenError::TooLarge => ("too-large", "is larger than 256 MB".to_owned(), String::new()),
        OpenError::Io(error) => ("unreadable", format!("cannot be read: {error}"), String::new()),
    };
    let end = text.len() as u32;
    let file = sources.add(path, text);
    let at = Span { file, start: end, end };
    Some(Problem::warning(kind, format!("{path} {message}"), at))
}
