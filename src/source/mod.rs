//! The text of every file, and the way from a byte span to lines and columns.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

mod path;
mod text;

pub use path::{join, normalize, parent};
pub use text::Source;

/// One file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// The bytes `start..end` of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// From the start of `self` to the end of `other`; `self` when they lie in different files.
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file || other.end < self.start {
            return self;
        }
        Span { end: other.end, ..self }
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The empty span where this one starts.
    pub fn front(self) -> Span {
        Span { end: self.start, ..self }
    }
}

/// A span and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

impl Label {
    pub fn new(span: Span, text: impl Into<String>) -> Label {
        Label { span, text: text.into() }
    }
}

/// A place as editors and SARIF count it: from 1, columns in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

/// Why a file could not be had.
#[derive(Debug)]
pub enum OpenError {
    /// No such file below the root, or not a regular file.
    Missing,
    /// It lies outside the scanned tree.
    Outside,
    Io(io::Error),
    /// Not UTF-8; the text up to the first bad byte.
    NotText {
        before: String,
    },
    /// Larger than [`MAX_BYTES`].
    TooLarge,
}

/// The largest file that is read, in bytes; every span fits 32 bits.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// All files of a run. Files are added, never removed; a file is read once.
#[derive(Debug, Default)]
pub struct Sources {
    /// Canonical.
    root: Option<PathBuf>,
    inner: RwLock<Inner>,
    /// Which directories lie below the root when links are followed.
    inside: RwLock<HashMap<String, bool>>,
}

#[derive(Debug, Default)]
struct Inner {
    files: Vec<Arc<Source>>,
    by_path: HashMap<String, FileId>,
    /// The names of the added files of each directory.
    by_directory: HashMap<String, Vec<String>>,
}

impl Sources {
    /// Files of the tree below `root` can be opened; nothing outside it.
    pub fn rooted(root: impl Into<PathBuf>) -> Sources {
        let root = root.into();
        let root = root.canonicalize().unwrap_or(root);
        Sources { root: Some(root), ..Sources::default() }
    }

    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// Adds a text under a path relative to the root; a second text for a path replaces the first for [`Sources::open`].
    pub fn add(&self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let (path, text) = (path.into(), text.into());
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        let id = FileId(inner.files.len() as u32);
        if inner.by_path.insert(path.clone(), id).is_none() {
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            inner.by_directory.entry(parent(&path).to_owned()).or_default().push(name);
        }
        inner.files.push(Arc::new(Source::new(path, text)));
        id
    }

    pub fn get(&self, file: FileId) -> Arc<Source> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner
            .files
            .get(file.0 as usize)
            .cloned()
            .unwrap_or_else(|| Arc::new(Source::new(String::new(), String::new())))
    }

    pub fn path(&self, file: FileId) -> String {
        self.get(file).path.clone()
    }

    /// The file at a normalised path relative to the root, read on first use.
    pub fn open(&self, path: &str) -> Result<FileId, OpenError> {
        if let Some(id) = self.find(path) {
            return Ok(id);
        }
        let bytes = self.read(path)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(self.find(path).unwrap_or_else(|| self.add(path, text))),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(valid);
                Err(OpenError::NotText { before: String::from_utf8(bytes).unwrap_or_default() })
            }
        }
    }

    /// A file already added under this path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner.by_path.get(path).copied()
    }

    /// Whether a file lies at this path, added or on disk.
    pub fn exists(&self, path: &str) -> bool {
        self.find(path).is_some() || self.on_disk(path).is_ok_and(|path| path.is_file())
    }

    /// The bytes of a file below the root, whatever they hold.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, OpenError> {
        let on_disk = self.on_disk(path)?;
        let about = fs::metadata(&on_disk).map_err(failed)?;
        if !about.is_file() {
            return Err(OpenError::Missing);
        }
        if about.len() > MAX_BYTES {
            return Err(OpenError::TooLarge);
        }
        fs::read(&on_disk).map_err(OpenError::Io)
    }

    /// The names of the files in a directory, sorted; `""` is the root.
    pub fn list(&self, directory: &str) -> Vec<String> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let mut names = inner.by_directory.get(directory).cloned().unwrap_or_default();
        drop(inner);
        if let Ok(path) = self.on_disk(directory)
            && let Ok(entries) = fs::read_dir(path)
        {
            let files = entries.flatten().filter(|entry| entry.path().is_file());
            names.extend(files.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        names.sort();
        names.dedup();
        names
    }

    /// The files at or below a path, nearest first, sorted within each folder; at most `most` folders are looked into.
    pub fn below(&self, path: &str, most: usize) -> Vec<String> {
        if self.exists(path) {
            return vec![path.to_owned()];
        }
        let mut out = Vec::new();
        let mut folders = vec![path.to_owned()];
        let mut next = 0;
        while let Some(folder) = folders.get(next).cloned() {
            next += 1;
            out.extend(self.list(&folder).into_iter().map(|name| format!("{folder}/{name}")));
            if folders.len() < most {
                let own = self.folders(&folder).into_iter().filter(|name| !is_foreign(name));
                folders.extend(own.map(|name| format!("{folder}/{name}")));
            }
        }
        out
    }

    /// The names of the folders in a directory, sorted; links are not followed.
    pub fn folders(&self, directory: &str) -> Vec<String> {
        let prefix = if directory.is_empty() { String::new() } else { format!("{directory}/") };
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let added = inner.by_path.keys().filter_map(|path| path.strip_prefix(&prefix));
        let mut names: Vec<String> =
            added.filter_map(|name| Some(name.split_once('/')?.0.to_owned())).collect();
        drop(inner);
        if let Ok(path) = self.on_disk(directory)
            && let Ok(entries) = fs::read_dir(path)
        {
            let is_folder =
                |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
            let folders = entries.flatten().filter(is_folder);
            names.extend(folders.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        names.sort();
        names.dedup();
        names
    }

    pub fn place(&self, file: FileId, offset: u32) -> Place {
        self.get(file).place(offset)
    }

    /// The text under a span; empty when the span does not fit the file.
    pub fn slice(&self, span: Span) -> String {
        let source = self.get(span.file);
        source.text.get(span.start as usize..span.end as usize).unwrap_or_default().to_owned()
    }

    /// The place on disk of a path below the root, links followed, if it lies in the tree.
    fn on_disk(&self, path: &str) -> Result<PathBuf, OpenError> {
        let root = self.root.as_ref().ok_or(OpenError::Missing)?;
        let normal = normalize(path).ok_or(OpenError::Outside)?;
        let full = root.join(&normal);
        let is_link = fs::symlink_metadata(&full).map_err(failed)?.is_symlink();
        if !is_link && self.is_inside(parent(&normal), root)? {
            return Ok(full);
        }
        let real = full.canonicalize().map_err(failed)?;
        if real.starts_with(root) { Ok(real) } else { Err(OpenError::Outside) }
    }

    /// Whether a directory lies in the tree, links followed; asked once for each directory.
    fn is_inside(&self, directory: &str, root: &Path) -> Result<bool, OpenError> {
        let known =
            self.inside.read().unwrap_or_else(PoisonError::into_inner).get(directory).copied();
        if let Some(known) = known {
            return Ok(known);
        }
        let is_inside = root.join(directory).canonicalize().map_err(failed)?.starts_with(root);
        let mut inside = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        inside.insert(directory.to_owned(), is_inside);
        Ok(is_inside)
    }
}

/// Folders that hold no sources of the tree's own.
fn is_foreign(name: &str) -> bool {
    name.starts_with('.') || name == "node_modules"
}

fn failed(error: io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OpenError::Missing,
        _ => OpenError::Io(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let sources = Sources::default();
        let file = sources.add("a.tf", "\u{feff}x");
        assert_eq!(sources.get(file).text, "x");
        assert!(sources.get(file).marked);
    }
}
