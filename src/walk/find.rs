//! Which files lie under the given paths, folder by folder, on every core.

use std::{
    fs::FileType,
    io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{
    relative,
    sieve::{self, File, Kind},
};
use crate::{
    config::{self, Settings},
    finding::{Level, Problem},
    source::{Listed, last_segment},
    value::shortened,
};

/// What lies under the given paths.
#[derive(Default)]
pub(super) struct Found {
    pub files: Vec<File>,
    pub configurations: Vec<String>,
    pub problems: Vec<Problem>,
    /// What each folder with files of ours holds.
    pub listed: Vec<(String, Listed)>,
}

/// Folders that hold no code of the project's own.
pub const SKIPPED: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    ".terraform",
    ".terragrunt-cache",
    "node_modules",
    ".venv",
    "venv",
    "__pycache__",
    ".tox",
    "site-packages",
];

/// Everything at or below a path; of a folder only what lies in it, unless it is `deep`.
pub(super) fn below(path: &Path, root: &Path, deep: bool, settings: &Settings) -> Found {
    let mut found = Found::default();
    let Some(start) = relative(path, root) else { return found };
    if !path.is_dir() {
        found.take(start, path.metadata().map(|about| about.file_type()), path);
        return found;
    }
    // what is asked for by name is looked at, excluded or not
    let look = Look { settings, asked: settings.excludes(&start) };
    let mut folders = vec![(path.to_owned(), start)];
    while !folders.is_empty() {
        let looked: Vec<_> =
            folders.par_iter().map(|(path, name)| look.folder(path, name)).collect();
        folders.clear();
        for (more, below) in looked {
            found.files.extend(more.files);
            found.configurations.extend(more.configurations);
            found.problems.extend(more.problems);
            found.listed.extend(more.listed);
            folders.extend(below.into_iter().filter(|_| deep));
        }
    }
    found.problems.sort_by(|a, b| a.message.cmp(&b.message));
    found
}

/// Whether a walk would come by this file; the path is relative to the root.
pub(super) fn is_reached(path: &str, settings: &Settings) -> bool {
    !path.split('/').any(|part| SKIPPED.contains(&part) || part.starts_with("asset."))
        && !settings.excludes(path)
}

struct Look<'a> {
    settings: &'a Settings,
    asked: bool,
}

/// A folder on disk, and its path relative to the root.
type Folder = (PathBuf, String);

impl Look<'_> {
    /// What to say of a folder that cannot be listed.
    fn closed(&self, name: &str, error: &walkdir::Error) -> Problem {
        // its own words name the path a second time
        let why = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
        let name = if name.is_empty() { "." } else { name };
        let message = format!("cannot look into '{}': {why}", shortened(name));
        Problem { level: Level::Warning, kind: "unreadable", message, at: None }
    }

    /// What lies in a folder, and the folders there that are to be looked into.
    fn folder(&self, path: &Path, name: &str) -> (Found, Vec<Folder>) {
        let (mut found, mut folders) = (Found::default(), Vec::new());
        let mut listed = Listed::default();
        for entry in WalkDir::new(path).min_depth(1).max_depth(1) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    found.problems.push(self.closed(name, &error));
                    continue;
                }
            };
            if let Some(own) = entry.file_name().to_str() {
                listed.add(own, entry.file_type(), entry.path());
            }
            self.entry(&entry, name, &mut found, &mut folders);
        }
        // what could not be listed whole is asked for again where it is needed
        if found.problems.is_empty() && !found.files.is_empty() {
            found.listed.push((name.to_owned(), listed));
        }
        (found, folders)
    }

    fn entry(&self, entry: &DirEntry, folder: &str, found: &mut Found, folders: &mut Vec<Folder>) {
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            found.problems.extend(unnamed(entry));
            return;
        };
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if !self.asked && self.settings.excludes(&path) {
            return;
        }
        if !entry.file_type().is_dir() {
            found.take(path, Ok(entry.file_type()), entry.path());
        } else if !SKIPPED.contains(&name) && !is_asset_folder(entry.path(), name) {
            folders.push((entry.path().to_owned(), path));
        }
    }
}

impl Found {
    /// Takes what is no folder.
    fn take(&mut self, path: String, kind: io::Result<FileType>, on_disk: &Path) {
        if matches!(last_segment(&path), config::FILE | config::MISNAMED) {
            self.configurations.push(path);
            return;
        }
        let Some(of) = sieve::kind(&path) else { return };
        match kind {
            Ok(kind) if kind.is_file() => self.files.push(File { path, kind: of, plain: true }),
            Ok(kind) if kind.is_symlink() && on_disk.is_file() => {
                self.files.push(File { path, kind: of, plain: false });
            }
            // Terraform would try to read it
            Ok(_) if of == Kind::Terraform && !is_hidden(&path) => {
                self.files.push(File { path, kind: of, plain: false });
            }
            Ok(_) => {}
            Err(error) => self.problems.push(unreadable(on_disk, &error)),
        }
    }
}

/// Editors put such links beside the file that is being edited.
fn is_hidden(path: &str) -> bool {
    last_segment(path).starts_with('.')
}

/// What to say of a name that is not Unicode; nothing when it cannot be ours.
fn unnamed(entry: &DirEntry) -> Option<Problem> {
    let shown = entry.path().display();
    if entry.file_type().is_dir() {
        let message = format!("cannot look into '{shown}': its name is not Unicode");
        return Some(Problem { level: Level::Warning, kind: "unreadable", message, at: None });
    }
    sieve::kind(&entry.file_name().to_string_lossy())?;
    let message = format!("'{shown}' was not checked: its name is not Unicode; rename it");
    Some(Problem { level: Level::Warning, kind: "unreadable", message, at: None })
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let message = format!("cannot look into '{}': {error}", path.display());
    Problem { level: Level::Warning, kind: "unreadable", message, at: None }
}

/// A folder of a cloud assembly that holds an asset: not infrastructure, but its templates' cargo.
fn is_asset_folder(path: &Path, name: &str) -> bool {
    name.starts_with("asset.")
        && path.parent().is_some_and(|parent| parent.join("manifest.json").is_file())
}
