//! Paths to projects: which files are ours, which of them can have labeling at all, and what is judged together.

mod cut;
mod find;
mod group;
mod leads;
mod named;
mod root;
mod sieve;
mod survey;
mod taken;
mod terraform;
mod words;

pub use find::SKIPPED;
pub use sieve::endings;
pub use survey::Survey;

use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
};

use crate::{
    config::{self, Settings},
    dialect::Project,
    finding::Problem,
    source::{Sources, parent},
};
use sieve::{File, Kind};

/// What was found under the given paths.
#[derive(Debug)]
pub struct Scan {
    pub sources: Sources,
    pub projects: Vec<Project>,
    pub problems: Vec<Problem>,
    /// The configurations that lie under the given paths, misnamed ones too, sorted.
    pub configurations: Vec<String>,
    /// CDK apps that no cloud assembly was found of: their `cdk.json`.
    pub unsynthesized: Vec<String>,
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

/// The paths of a run, found and readable, before anything is read.
#[derive(Debug)]
pub struct Tree {
    given: Vec<PathBuf>,
    /// The folder that paths are told from.
    pub root: PathBuf,
    /// The nearest folder that holds all the paths.
    pub start: PathBuf,
    /// Whether the folders in a given folder are looked at too.
    deep: bool,
}

/// Outside of a repository, paths are told from the folder `here`, absolute and without links, where it holds them all.
///
/// # Errors
/// The first path that cannot be read.
pub fn open(paths: &[PathBuf], here: Option<&Path>) -> Result<Tree, WalkError> {
    let given: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect::<Result<_, _>>()?;
    let start = root::common(&given);
    Ok(Tree { root: root::of(&start, here), start, given, deep: true })
}

/// The files of one folder, without the folders in it.
///
/// # Errors
/// When the folder cannot be read.
pub fn open_folder(folder: &Path) -> Result<Tree, WalkError> {
    let tree = open(&[folder.to_owned()], None)?;
    Ok(Tree { deep: false, ..tree })
}

/// The place of a text that stands for a file, which need not be there yet, and its path below the root; `None` where
/// its folder is not there.
pub fn open_text(path: &Path, here: Option<&Path>) -> Option<(Tree, String)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    let file = folder.join(path.file_name()?);
    let file = file.canonicalize().unwrap_or(file);
    let start = file.parent()?.to_owned();
    let root = root::of(&start, here);
    let path = relative(&file, &root)?;
    Some((Tree { given: vec![file], root, start, deep: true }, path))
}

impl Tree {
    /// Looks at what the other looks at, too; whether that is anything new. Both have the same root.
    pub fn join(&mut self, other: &Tree) -> bool {
        let new: Vec<PathBuf> =
            other.given.iter().filter(|path| !self.given.contains(path)).cloned().collect();
        let is_new = !new.is_empty();
        self.given.extend(new);
        self.start = root::common(&self.given);
        is_new
    }

    /// Whether everything in a folder is looked at.
    pub fn covers(&self, folder: &Path) -> bool {
        self.given.iter().any(|path| folder.starts_with(path))
    }

    /// Looks at every file under the paths, once.
    pub fn scan(&self, sources: Sources, settings: &Settings) -> Scan {
        let survey = self.survey(&sources, settings);
        let (projects, files) = (survey.projects(&sources), survey.len());
        let (problems, unsynthesized) = (survey.problems(), survey.unsynthesized());
        let configurations = survey.configurations;
        Scan { sources, projects, problems, configurations, unsynthesized, files }
    }

    /// The same, kept so that one file can be looked at again.
    pub fn survey(&self, sources: &Sources, settings: &Settings) -> Survey {
        let given = self.given.iter();
        let found = given.map(|path| find::below(path, &self.root, self.deep, settings)).collect();
        Survey::of(found, sources, settings)
    }
}

/// Sorted files, folder by folder.
fn by_folder(files: Vec<File>) -> Vec<Vec<File>> {
    let mut out: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for file in files {
        match out.get_mut(parent(&file.path)) {
            Some(folder) => folder.push(file),
            None => {
                out.insert(parent(&file.path).to_owned(), vec![file]);
            }
        }
    }
    out.into_values().collect()
}

/// Looks at every file under the paths as it does without a configuration.
///
/// # Errors
/// The first path that cannot be read.
pub fn scan(paths: &[PathBuf]) -> Result<Scan, WalkError> {
    let tree = open(paths, None)?;
    let sources = Sources::rooted(&tree.root);
    Ok(tree.scan(sources, &Settings::default()))
}

/// One text that stands in no file of its own, such as standard input; `path` tells its dialect.
pub fn scan_text(path: &str, text: String) -> Scan {
    text_among(path, text, Sources::default(), &Settings::default())
}

/// The same beside sources that are at hand: what a tree holds around the text is read, where they have one.
pub fn text_among(path: &str, text: String, sources: Sources, settings: &Settings) -> Scan {
    let wide = settings.wants_every_bucket();
    let kind = sieve::kind(path).filter(|kind| *kind != Kind::Text);
    let sieved = kind.map(|kind| sieve::sieve_text(path.to_owned(), kind, text, wide, &sources));
    let projects = group::projects(sieved.as_slice(), &sources);
    let problems = sieved.iter().filter_map(|one| group::problem(one, &sources)).collect();
    let files = usize::from(sieved.is_some());
    let (configurations, unsynthesized) = (Vec::new(), Vec::new());
    Scan { sources, projects, problems, configurations, unsynthesized, files }
}

/// Whether a file's name says that it may be ours.
pub fn is_read(path: &Path) -> bool {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name == config::FILE || sieve::kind(&name).is_some())
}

fn absolute(path: &Path) -> Result<PathBuf, WalkError> {
    let failed = |error| WalkError { path: path.to_owned(), error };
    let real = path.canonicalize().map_err(failed)?;
    if real.is_file() {
        std::fs::File::open(&real).map_err(failed)?;
    } else if real.is_dir() {
        std::fs::read_dir(&real).map_err(failed)?;
    } else {
        return Err(failed(io::Error::other("it is a pipe, a socket or a device, no file")));
    }
    Ok(real)
}

/// Relative to the root, with forward slashes; `None` for names that are not Unicode.
pub fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let names: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(names?.join("/"))
}
