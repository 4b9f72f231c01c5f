//! `fileset`: the files of the tree that fit a pattern.

use regex::Regex;

use super::Call;
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome},
    source::{self, Sources},
    value::{Is, List, ListKind, Value},
};

/// More folders than these are not looked into; the set is unknown then.
const MAX_FOLDERS: usize = 1_000;

pub(super) fn fileset(call: &Call, values: &[Value]) -> Outcome {
    let [path, pattern] = values else { return Err(call.arguments()) };
    let folder = path.constant().and_then(|path| source::join(&call.evaluator.root, &path));
    let (Some(folder), Some(pattern)) = (folder, pattern.constant()) else {
        return Ok(call.doubtful(values));
    };
    let Ok(fits) = Regex::new(&expression(&pattern)) else {
        return Err(Failure::new(
            "this is no pattern of file names",
            values.get(1).and_then(|one| one.span),
        ));
    };
    let Some(mut names) = below(&folder, pattern.contains('/'), call.evaluator.sources) else {
        return Ok(call.doubtful(values));
    };
    names.retain(|name| fits.is_match(name));
    names.sort();
    let items = names.into_iter().map(Value::text).collect();
    Ok(Is::List(List { items, open: None, kind: ListKind::Set }).into())
}

/// The paths of the files in a folder, and below it when `deep`.
fn below(folder: &str, deep: bool, sources: &Sources) -> Option<Vec<String>> {
    let join = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { format!("{a}/{b}") };
    let mut folders = vec![String::new()];
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(inner) = folders.get(at).cloned() {
        at += 1;
        let path = join(folder, &inner);
        let path = path.trim_end_matches('/');
        out.extend(sources.list(path).iter().map(|name| join(&inner, name)));
        if deep {
            folders.extend(sources.folders(path).iter().map(|name| join(&inner, name)));
        }
        if folders.len() > MAX_FOLDERS {
            return None;
        }
    }
    Some(out)
}

/// The regular expression of a pattern: `**` crosses folders, `*` and `?` do not, `{a,b}` is either, `[ab]` one of them.
fn expression(pattern: &str) -> String {
    let mut out = String::from("^");
    let mut rest = pattern.chars().peekable();
    let mut braces = 0usize;
    while let Some(c) = rest.next() {
        match c {
            '*' if rest.next_if_eq(&'*').is_some() => {
                let slash = rest.next_if_eq(&'/').is_some();
                out.push_str(if slash { "(?:.*/)?" } else { ".*" });
            }
            '*' => out.push_str("[^/]*"),
            '?' => out.push_str("[^/]"),
            '{' => {
                braces += 1;
                out.push_str("(?:");
            }
            '}' if braces > 0 => {
                braces -= 1;
                out.push(')');
            }
            ',' if braces > 0 => out.push('|'),
            '[' | ']' => out.push(c),
            c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out.push('$');
    out
}
