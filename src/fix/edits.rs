//! Edits put into texts.

use std::collections::BTreeMap;

use crate::{
    finding::{Edit, Fix},
    source::{FileId, Sources, Span},
};

/// The insertion of a text before the byte at an offset.
pub(super) fn insertion(file: FileId, at: u32, text: String) -> Edit {
    Edit { span: Span { file, start: at, end: at }, text }
}

/// The text with these edits, which must not overlap; equal ones count once. `None` where one does not fit the text.
fn edited(text: &str, mut edits: Vec<&Edit>) -> Option<String> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + 512);
    let mut done = 0;
    let mut here: Vec<&Edit> = Vec::new();
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if here.first().is_some_and(|first| first.span != edit.span) {
            here.clear();
        }
        if here.contains(&edit) {
            continue;
        }
        out.push_str(text.get(done..start)?);
        out.push_str(&edit.text);
        done = end;
        here.push(edit);
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// The new text of every file that the fixes touch, by path; `None` where one does not fit.
pub fn apply<'a>(
    fixes: impl IntoIterator<Item = &'a Fix>,
    sources: &Sources,
) -> Option<BTreeMap<String, String>> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.into_iter().flat_map(|fix| &fix.edits) {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    let mut out = BTreeMap::new();
    for (file, edits) in by_file {
        let source = sources.get(file);
        // one path under two ids would lose the edits of one of them
        if out.insert(source.path.clone(), edited(&source.text, edits)?).is_some() {
            return None;
        }
    }
    Some(out)
}

/// Splits fixes into those that can be applied together and those that write something else at the same place.
pub fn compatible<T>(items: Vec<T>, fix: impl Fn(&T) -> &Fix) -> (Vec<T>, Vec<T>) {
    let mut places: BTreeMap<(FileId, u32), String> = BTreeMap::new();
    let (mut together, mut later) = (Vec::new(), Vec::new());
    for item in items {
        let edits = &fix(&item).edits;
        let place = |edit: &Edit| (edit.span.file, edit.span.start);
        let clashes = edits
            .iter()
            .any(|edit| places.get(&place(edit)).is_some_and(|text| *text != edit.text));
        if clashes {
            later.push(item);
            continue;
        }
        for edit in edits {
            places.insert(place(edit), edit.text.clone());
        }
        together.push(item);
    }
    (together, later)
}
