//! Paths to projects: which files are ours, which of them can have labeling at all, and what is judged together.

mod group;
mod root;
mod sieve;

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::{
    dialect::Project,
    finding::{Level, Problem},
    source::Sources,
};
use sieve::{Kind, Sieved};

/// What was found under the given paths.
#[derive(Debug)]
pub struct Scan {
    pub sources: Sources,
    pub projects: Vec<Project>,
    pub problems: Vec<Problem>,
    /// How many files of ours were looked at.
    pub files: usize,
}

/// A path given by name that cannot be read.
#[derive(Debug)]
pub struct WalkError {
    pub path: PathBuf,
    pub error: io::Error,
}

impl fmt::Display for WalkError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "cannot read '{}': {}", self.path.display(), self.error)
    }
}

/// Folders that hold no code of the project's own.
const SKIPPED: &[&str] = &[
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

/// Looks at every file under the paths, once.
pub fn scan(paths: &[PathBuf]) -> Result<Scan, WalkError> {
    let given: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect::<Result<_, _>>()?;
    let root = root::of(&given);
    let sources = Sources::rooted(&root);
    let mut problems = Vec::new();
    let mut files: Vec<(String, Kind)> = Vec::new();
    for path in &given {
        collect(path, &root, &mut files, &mut problems);
    }
    files.sort();
    files.dedup();
    let count = files.len();
    let sieved: Vec<Sieved> =
        files.into_par_iter().map(|(path, kind)| sieve::sieve(path, kind, &sources)).collect();
    let projects = group::projects(sieved, &sources, &mut problems);
    Ok(Scan { sources, projects, problems, files: count })
}

/// One text that stands in no file of its own, such as standard input; `path` tells its dialect.
pub fn scan_text(path: &str, text: String) -> Scan {
    let sources = Sources::default();
    let mut problems = Vec::new();
    let kind = sieve::kind(path);
    let sieved = kind.map(|kind| sieve::sieve_text(path.to_owned(), kind, text, &sources));
    let files = usize::from(sieved.is_some());
    let projects = group::projects(sieved.into_iter().collect(), &sources, &mut problems);
    Scan { sources, projects, problems, files }
}

fn absolute(path: &Path) -> Result<PathBuf, WalkError> {
    let failed = |error| WalkError { path: path.to_owned(), error };
    let real = path.canonicalize().map_err(failed)?;
    if real.is_file() {
        std::fs::File::open(&real).map_err(failed)?;
    } else {
        std::fs::read_dir(&real).map_err(failed)?;
    }
    Ok(real)
}

fn collect(path: &Path, root: &Path, files: &mut Vec<(String, Kind)>, problems: &mut Vec<Problem>) {
    let is_asset = |entry: &DirEntry| is_asset_folder(entry.path());
    let walk = WalkDir::new(path).into_iter().filter_entry(|entry| {
        let skipped = entry.file_name().to_str().is_some_and(|name| SKIPPED.contains(&name));
        entry.depth() == 0 || !entry.file_type().is_dir() || !(skipped || is_asset(entry))
    });
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(unreadable(&error));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let Some(relative) = relative(entry.path(), root) else { continue };
        let Some(kind) = sieve::kind(&relative) else { continue };
        if entry.file_type().is_file() || (entry.path_is_symlink() && entry.path().is_file()) {
            files.push((relative, kind));
        }
    }
}

fn unreadable(error: &walkdir::Error) -> Problem {
    let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let message = format!("cannot look into '{path}': {why}");
    Problem { level: Level::Warning, kind: "unreadable", message, at: None }
}

/// A folder of a cloud assembly that holds an asset: not infrastructure, but its templates' cargo.
fn is_asset_folder(path: &Path) -> bool {
    let is_asset =
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("asset."));
    is_asset && path.parent().is_some_and(|parent| parent.join("manifest.json").is_file())
}

/// Relative to the root, with forward slashes; `None` for names that are not Unicode.
fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let names: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(names?.join("/"))
}
