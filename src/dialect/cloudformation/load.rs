//! From a path to a template, to silence, or to a problem.

use crate::{
    finding::Problem,
    source::{OpenError, Sources, Span},
    syntax::{
        node::{Entry, Prune},
        yaml,
    },
};

use super::{
    include,
    recognise::{claims_to_be_template, is_template, may_be_template},
    resources::is_read,
    template::Template,
};

/// Of the resources, two levels below the root.
const PRUNE: Prune = Prune { depth: 2, drop: prune };

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
    let mut document = match yaml::read_pruned(&source, file, Some(PRUNE)) {
        Ok(document) => document,
        Err(problem) => {
            return if claims_to_be_template(&source.text) { Err(problem) } else { Ok(None) };
        }
    };
    if !is_template(&document.root) {
        return Ok(None);
    }
    document.root = include::spliced(document.root, path, &source.text, sources);
    Ok(Some(Template::new(path, file, &source.text, document)))
}

/// Drops the properties of resources that tell nothing.
fn prune(entries: &mut Vec<Entry>) {
    let kind = entries.iter().rfind(|entry| entry.key.as_str() == "Type");
    if kind.and_then(|kind| kind.value.as_str()).is_some_and(|kind| !is_read(kind)) {
        entries.retain(|entry| entry.key.as_str() != "Properties");
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
