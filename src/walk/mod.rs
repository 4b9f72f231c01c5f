//! Paths to projects: which files are ours, which of them can have labeling at all, and what is judged together.

mod group;
mod leads;
mod root;
mod sieve;
mod survey;

pub use survey::Survey;

use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use crate::{
    config::{self, Settings},
    dialect::Project,
    finding::{Level, Problem},
    source::{Sources, parent},
};
use sieve::Kind;

/// What was found under the given paths.
#[derive(Debug)]
pub struct Scan {
    pub sources: Sources,
    pub projects: Vec<Project>,
    pub problems: Vec<Problem>,
    /// The configurations that lie under the given paths, sorted.
    pub configurations: Vec<String>,
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

/// The paths of a run, found and readable, before anything is read.
#[derive(Debug)]
pub struct Tree {
    given: Vec<PathBuf>,
    /// The folder that paths are told from.
    pub root: PathBuf,
    /// The nearest folder that holds all the paths.
    pub start: PathBuf,
}

/// # Errors
/// The first path that cannot be read.
pub fn open(paths: &[PathBuf]) -> Result<Tree, WalkError> {
    let given: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect::<Result<_, _>>()?;
    let start = root::common(&given);
    Ok(Tree { root: root::of(&start), start, given })
}

impl Tree {
    /// Whether everything in a folder is looked at.
    pub fn covers(&self, folder: &Path) -> bool {
        self.given.iter().any(|path| folder.starts_with(path))
    }

    /// Looks at every file under the paths, once.
    pub fn scan(&self, sources: Sources, settings: &Settings) -> Scan {
        let survey = self.survey(&sources, settings);
        let (projects, files) = (survey.projects(), survey.len());
        let problems = survey.problems();
        Scan { sources, projects, problems, configurations: survey.configurations, files }
    }

    /// The same, kept so that one file can be looked at again.
    pub fn survey(&self, sources: &Sources, settings: &Settings) -> Survey {
        let mut found = Found::default();
        for path in &self.given {
            collect(path, &self.root, settings, &mut found);
        }
        Survey::of(found, sources, settings)
    }
}

/// Sorted files, folder by folder.
fn by_folder(files: Vec<(String, Kind)>) -> Vec<Vec<(String, Kind)>> {
    let mut out: BTreeMap<String, Vec<(String, Kind)>> = BTreeMap::new();
    for (path, kind) in files {
        out.entry(parent(&path).to_owned()).or_default().push((path, kind));
    }
    out.into_values().collect()
}

/// Looks at every file under the paths as it does without a configuration.
///
/// # Errors
/// The first path that cannot be read.
pub fn scan(paths: &[PathBuf]) -> Result<Scan, WalkError> {
    let tree = open(paths)?;
    let sources = Sources::rooted(&tree.root);
    Ok(tree.scan(sources, &Settings::default()))
}

/// One text that stands in no file of its own, such as standard input; `path` tells its dialect.
pub fn scan_text(path: &str, text: String) -> Scan {
    text_among(path, text, Sources::default(), &Settings::default())
}

/// The same beside sources that are at hand.
pub fn text_among(path: &str, text: String, sources: Sources, settings: &Settings) -> Scan {
    let wide = settings.wants_every_bucket();
    let kind = sieve::kind(path);
    let sieved = kind.map(|kind| sieve::sieve_text(path.to_owned(), kind, text, wide, &sources));
    let projects = group::projects(&sieved.iter().collect::<Vec<_>>());
    let (problems, configurations) = (Vec::new(), Vec::new());
    let files = usize::from(sieved.is_some());
    Scan { sources, projects, problems, configurations, files }
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

/// What lies under the given paths.
#[derive(Default)]
struct Found {
    files: Vec<(String, Kind)>,
    configurations: Vec<String>,
    problems: Vec<Problem>,
}

fn collect(path: &Path, root: &Path, settings: &Settings, found: &mut Found) {
    // what is asked for by name is looked at, excluded or not
    let asked = relative(path, root).is_some_and(|path| settings.excludes(&path));
    let is_excluded = |entry: &DirEntry| {
        !asked && relative(entry.path(), root).is_some_and(|path| settings.excludes(&path))
    };
    let walk = WalkDir::new(path)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !(is_skipped(entry) || is_excluded(entry)));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.problems.push(unreadable(&error));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let Some(relative) = relative(entry.path(), root) else { continue };
        if entry.file_name() == config::FILE {
            found.configurations.push(relative);
            continue;
        }
        let Some(kind) = sieve::kind(&relative) else { continue };
        if entry.file_type().is_file() || (entry.path_is_symlink() && entry.path().is_file()) {
            found.files.push((relative, kind));
        }
    }
}

fn unreadable(error: &walkdir::Error) -> Problem {
    let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let message = format!("cannot look into '{path}': {why}");
    Problem { level: Level::Warning, kind: "unreadable", message, at: None }
}

fn is_skipped(entry: &DirEntry) -> bool {
    let foreign = entry.file_name().to_str().is_some_and(|name| SKIPPED.contains(&name));
    entry.file_type().is_dir() && (foreign || is_asset_folder(entry.path()))
}

/// A folder of a cloud assembly that holds an asset: not infrastructure, but its templates' cargo.
fn is_asset_folder(path: &Path) -> bool {
    let is_asset =
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("asset."));
    is_asset && path.parent().is_some_and(|parent| parent.join("manifest.json").is_file())
}

/// Whether a walk would come by this file; the path is relative to the root.
fn is_reached(path: &str, settings: &Settings) -> bool {
    !path.split('/').any(|part| SKIPPED.contains(&part) || part.starts_with("asset."))
        && !settings.excludes(path)
}

/// Relative to the root, with forward slashes; `None` for names that are not Unicode.
pub fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let names: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(names?.join("/"))
}
