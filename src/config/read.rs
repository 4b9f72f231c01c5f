//! The file as settings, or everything that is wrong with it.

use std::collections::BTreeMap;

use super::{Date, Paths, Settings, entries, fields::Fields};
use crate::{
    aws::tags::Tags,
    finding::{Level, Problem},
    nearest::did_you_mean,
    source::{FileId, Sources, Span, join},
    syntax::{node::Node, yaml},
};

/// What the reader must be told.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The folder that paths count from, relative to the root.
    pub base: &'a str,
    /// The ids of all rules.
    pub rules: &'a [&'static str],
    pub today: Date,
}

const KEYS: &[&str] =
    &["rules", "exclude", "buckets", "tags", "var-files", "modules", "ignore", "hints"];
const LEVELS: &[(&str, Option<Level>)] = &[
    ("off", None),
    ("note", Some(Level::Note)),
    ("warning", Some(Level::Warning)),
    ("error", Some(Level::Error)),
];

/// # Errors
/// Every unknown key and every bad value, each at its place.
pub fn read(file: FileId, sources: &Sources, given: Given) -> Result<Settings, Vec<Problem>> {
    let document = yaml::read(&sources.get(file), file).map_err(|problem| vec![problem])?;
    let mut fields = Fields { problems: document.problems };
    let mut settings = Settings::default();
    for entry in fields.known(&document.root, "the configuration", KEYS) {
        let node = &entry.value;
        match entry.key.as_str() {
            "rules" => settings.levels = levels(&mut fields, node, given),
            "exclude" => settings.exclude = exclude(&mut fields, node, given),
            "buckets" => settings.buckets = entries::declarations(&mut fields, node, given),
            "tags" => settings.tags = tags(&mut fields, node),
            "var-files" => settings.var_files = var_files(&mut fields, node, given, sources),
            "modules" => settings.modules = modules(&mut fields, node, given, sources),
            "hints" => settings.hints = switch(&mut fields, node, "`hints`"),
            "ignore" => settings.ignores = entries::ignores(&mut fields, node, given),
            _ => {}
        }
    }
    match fields.problems.is_empty() {
        true => Ok(settings),
        false => Err(fields.problems),
    }
}

fn switch(fields: &mut Fields, node: &Node, what: &str) -> bool {
    fields.choice(node, what, &[("true", true), ("false", false)]).unwrap_or_default()
}

fn levels(fields: &mut Fields, node: &Node, given: Given) -> BTreeMap<String, Option<Level>> {
    let mut out = BTreeMap::new();
    for entry in fields.map(node, "`rules`") {
        let id = entry.key.as_str();
        rule(fields, id, entry.key_span, given);
        let level = fields.choice(&entry.value, &format!("the level of '{id}'"), LEVELS);
        out.extend(level.map(|level| (id.to_owned(), level)));
    }
    out
}

/// Says so when there is no such rule.
pub(super) fn rule(fields: &mut Fields, id: &str, at: Span, given: Given) {
    if !given.rules.contains(&id) {
        let hint = match did_you_mean(id, given.rules.iter().copied()) {
            none if none.is_empty() => "; `cors-lint rules` lists them".to_owned(),
            hint => hint,
        };
        fields.wrong(format!("there is no rule '{id}'{hint}"), at);
    }
}

fn exclude(fields: &mut Fields, node: &Node, given: Given) -> Vec<Paths> {
    let items = fields.list(node, "`exclude`");
    items.iter().filter_map(|item| paths(fields, item, "an excluded path", given)).collect()
}

pub(super) fn paths(fields: &mut Fields, node: &Node, what: &str, given: Given) -> Option<Paths> {
    let text = fields.text(node, what)?;
    match Paths::new(given.base, text) {
        Ok(paths) => Some(paths),
        Err(why) => {
            fields.wrong(
                format!("{what} must be a path, in which `*` and `**` may stand: {why}"),
                node.span,
            );
            None
        }
    }
}

fn tags(fields: &mut Fields, node: &Node) -> Tags {
    let known = fields.known(node, "`tags`", &["extend", "replace"]);
    let mut out = Tags::default();
    for entry in known {
        let what = format!("`tags.{}`", entry.key.as_str());
        for tag in fields.map(&entry.value, &what) {
            let values =
                fields.texts(&tag.value, &format!("the value of the tag '{}'", tag.key.as_str()));
            out.add(tag.key.as_str(), values.into_iter().map(|(value, _)| value));
        }
        if entry.key.as_str() == "replace" {
            out = out.without_built_in();
        }
    }
    if let [_, second, ..] = known {
        let message =
            "`tags` either extends the built-in tags or replaces them; keep one of the two";
        fields.wrong(message, second.key_span);
    }
    out
}

fn var_files(
    fields: &mut Fields,
    node: &Node,
    given: Given,
    sources: &Sources,
) -> BTreeMap<String, Vec<String>> {
    // without a root nothing is on disk: a text from standard input
    let is_there = |path: &String| sources.root().is_none() || sources.exists(path);
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fields.map(node, "`var-files`") {
        let folder = entry.key.as_str();
        let Some(root) = folder_at(fields, folder, entry.key_span, given, sources) else {
            continue;
        };
        for (text, at) in fields.texts(&entry.value, "a file of variables") {
            match join(given.base, text).filter(is_there) {
                Some(path) => out.entry(root.clone()).or_default().push(path),
                None => fields.wrong(
                    format!("there is no file '{text}'; paths count from the folder of this configuration"),
                    at,
                ),
            }
        }
    }
    out
}

/// The path of a folder that is there.
fn folder_at(
    fields: &mut Fields,
    folder: &str,
    at: Span,
    given: Given,
    sources: &Sources,
) -> Option<String> {
    let Some(path) = join(given.base, folder) else {
        fields.wrong(format!("the folder '{folder}' lies outside the repository"), at);
        return None;
    };
    // without a root nothing is on disk: a text from standard input
    let is_there = sources.root().is_none()
        || path.is_empty()
        || sources.place_on_disk(&path).is_ok_and(|place| place.is_dir());
    if !is_there {
        let message = format!(
            "there is no folder '{folder}'; paths count from the folder of this configuration"
        );
        fields.wrong(message, at);
    }
    is_there.then_some(path)
}

fn modules(
    fields: &mut Fields,
    node: &Node,
    given: Given,
    sources: &Sources,
) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for entry in fields.map(node, "`modules`") {
        let source = entry.key.as_str();
        let Some(folder) = fields.text(&entry.value, &format!("the outline of '{source}'")) else {
            continue;
        };
        if let Some(folder) = folder_at(fields, folder, entry.value.span, given, sources) {
            out.insert(source.to_owned(), folder);
        }
    }
    out
}
