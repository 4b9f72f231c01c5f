//! The configuration of the folder that an editor has open.

use std::{path::Path, time::SystemTime};

use crate::{
    config::{self, Date, Given, Settings},
    finding::Problem,
    rules,
    source::{OpenError, Sources, Span, parent},
    walk::{self, Tree},
};

/// The nearest configuration, and what is wrong with it: one that cannot be read says nothing.
pub fn read(tree: &Tree, sources: &Sources) -> (Settings, Vec<Problem>) {
    let Some(path) = nearest(&tree.start, &tree.root) else { return Default::default() };
    let base = parent(&path).to_owned();
    let file = match sources.open(&path) {
        Ok(file) => file,
        Err(OpenError::Outside) => return (Settings::default(), vec![leads_out(&path, sources)]),
        Err(_) => return Default::default(),
    };
    let ids: Vec<&'static str> = rules::ALL.iter().map(|rule| rule.id).collect();
    let given = Given { base: &base, rules: &ids, today: Date::of(SystemTime::now()) };
    match config::read(file, sources, given) {
        Ok(settings) => (settings, Vec::new()),
        Err(problems) => (Settings::default(), problems),
    }
}

/// What to say of a link that is not followed; its text stays unread.
fn leads_out(path: &str, sources: &Sources) -> Problem {
    let file = sources.add(path, "");
    sources.forget(path);
    let message =
        "this link leads out of the tree; it was not followed, and no configuration counts";
    Problem::error("unreadable", message, Span { file, start: 0, end: 0 })
}

/// Relative to the root.
fn nearest(start: &Path, root: &Path) -> Option<String> {
    let mut folders = start.ancestors().take_while(|folder| folder.starts_with(root));
    let found = folders.find(|folder| folder.join(config::FILE).is_file())?;
    walk::relative(&found.join(config::FILE), root)
}
