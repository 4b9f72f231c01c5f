//! Which files of a directory are its configuration, and their trees.

use super::json;
use crate::{
    dialect::room::{MAX_VALUES, Room},
    facts::{Directive, Language},
    finding::Problem,
    source::{OpenError, Sources, Span},
    syntax::hcl::{self, Body},
};

#[derive(Debug)]
pub(super) struct File {
    pub body: Body,
    pub language: Language,
    /// An override file is merged over the others.
    pub overrides: bool,
}

/// The files of one directory: primary ones first, then overrides, each in lexical order.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub parsed: Vec<File>,
    pub directives: Vec<Directive>,
    pub problems: Vec<Problem>,
    pub files: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind<'a> {
    stem: &'a str,
    json: bool,
    tofu: bool,
}

/// The kind of a configuration file; `None` for other files and for editors' backups.
pub(super) fn kind(name: &str) -> Option<Kind<'_>> {
    let ignored = name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'));
    if ignored {
        return None;
    }
    let endings = [(".tf.json", true, false), (".tofu.json", true, true)];
    let endings = endings.into_iter().chain([(".tf", false, false), (".tofu", false, true)]);
    endings.into_iter().find_map(|(ending, json, tofu)| {
        name.strip_suffix(ending).map(|stem| Kind { stem, json, tofu })
    })
}

impl Kind<'_> {
    fn overrides(self) -> bool {
        self.stem == "override" || self.stem.ends_with("_override")
    }
}

pub(super) fn read(directory: &str, sources: &Sources, room: &Room) -> Read {
    let mut out = Read::default();
    let names = sources.list(directory);
    let mut named: Vec<(&str, Kind)> =
        names.iter().filter_map(|name| Some((name.as_str(), kind(name)?))).collect();
    let hidden = |one: &Kind| {
        !one.tofu
            && named
                .iter()
                .any(|(_, other)| other.tofu && other.stem == one.stem && other.json == one.json)
    };
    let kept: Vec<bool> = named.iter().map(|(_, one)| !hidden(one)).collect();
    let mut kept = kept.into_iter();
    named.retain(|_| kept.next().unwrap_or(true));
    named.sort_by_key(|(name, kind)| (kind.overrides(), *name));
    for (name, kind) in named {
        let path =
            if directory.is_empty() { name.to_owned() } else { format!("{directory}/{name}") };
        read_file(&path, kind, sources, room, &mut out);
    }
    out
}

fn read_file(path: &str, kind: Kind, sources: &Sources, room: &Room, out: &mut Read) {
    let id = match sources.open(path) {
        Ok(id) => id,
        Err(error) => return out.problems.extend(unreadable(path, error, sources)),
    };
    out.files += 1;
    let source = sources.get(id);
    let start = Span { file: id, start: 0, end: 0 };
    let body = if kind.json {
        match room.read(id, || json::read(&source, id), |read| read.root.count(MAX_VALUES)) {
            Ok(document) => json::body(&document, start, out),
            Err(problem) => return out.problems.push(problem),
        }
    } else {
        match room.read(id, || hcl::read(&source, id), |read| read.pieces) {
            Ok(document) => {
                let comments = document.comments.iter();
                out.directives.extend(
                    comments.filter_map(|comment| directive(&comment.text, comment.span, None)),
                );
                out.problems.extend(document.problems);
                document.body
            }
            Err(problem) => return out.problems.push(problem),
        }
    };
    let language = if kind.json { Language::TerraformJson } else { Language::Terraform };
    out.parsed.push(File { body, language, overrides: kind.overrides() });
}

/// A comment that begins with `cors-lint:`.
pub(super) fn directive(text: &str, span: Span, on: Option<Span>) -> Option<Directive> {
    let text = text.trim().strip_prefix("cors-lint:")?.trim().to_owned();
    Some(Directive { text, span, on })
}

fn unreadable(path: &str, error: OpenError, sources: &Sources) -> Option<Problem> {
    let (kind, message, text) = match error {
        // the walk tells of links and pipes
        OpenError::Missing | OpenError::Outside | OpenError::Dangling | OpenError::Special => {
            return None;
        }
        OpenError::Io(error) => ("unreadable", format!("this file cannot be read: {error}"), None),
        OpenError::NotText { before } => {
            ("not-text", "this file is not UTF-8 text from here on".to_owned(), Some(before))
        }
        OpenError::TooLarge => ("too-large", "this file is too large to be read".to_owned(), None),
    };
    let text = text.unwrap_or_default();
    let end = text.len() as u32;
    let file = sources.add(path, text);
    Some(Problem::error(kind, message, Span { file, start: end, end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_for_which_there_is_no_room_is_told() {
        let sources = Sources::default();
        for path in ["a.tf", "b.tf", "c.tf.json"] {
            let json = r#"{"locals": {"d": [1, 2, 3, 4]}}"#;
            sources.add(
                path,
                if path.ends_with("json") { json } else { "locals { d = [1, 2, 3, 4] }" },
            );
        }
        let read = |most| {
            let read = read("", &sources, &Room::of(most));
            (read.parsed.len(), read.problems.len())
        };
        assert_eq!([read(100), read(20), read(15), read(5)], [(3, 0), (2, 1), (1, 2), (0, 3)]);
    }
}
