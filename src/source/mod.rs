//! The text of every file, and the way from a byte span to lines and columns.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

mod directories;
mod fork;
mod inner;
mod listing;
mod path;
mod text;
mod whole;

use inner::Inner;
pub use listing::Listed;
pub use path::{join, last_segment, normalize, parent};
pub use text::Source;
pub use whole::whole;
use whole::{FIRST_READ, read_all};

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
    /// No such file below the root, or a folder.
    Missing,
    /// A link to nothing.
    Dangling,
    /// A pipe, a socket or a device.
    Special,
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
    /// The files of each directory on disk, as far as they were asked for.
    listed: Arc<RwLock<HashMap<String, Arc<Listed>>>>,
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
        self.writing().add(path.into(), text.into())
    }

    /// The same where no other thread was quicker: a file that is read has one number.
    fn add_once(&self, path: &str, text: String) -> FileId {
        let mut inner = self.writing();
        let known = inner.by_path.get(path).copied();
        known.unwrap_or_else(|| inner.add(path.to_owned(), text))
    }

    pub fn get(&self, file: FileId) -> Arc<Source> {
        let inner = self.reading();
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
            Ok(text) => Ok(self.add_once(path, text)),
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
        let inner = self.reading();
        inner.by_path.get(path).copied()
    }

    /// The bytes of a file below the root, whatever they hold.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        self.read_into(path, &mut bytes)?;
        Ok(bytes)
    }

    /// The same, in the place of what `bytes` held.
    pub fn read_into(&self, path: &str, bytes: &mut Vec<u8>) -> Result<(), OpenError> {
        let (on_disk, about) = self.found(path)?;
        if about.is_dir() {
            return Err(OpenError::Missing);
        }
        if !about.is_file() {
            return Err(OpenError::Special);
        }
        if about.len() > MAX_BYTES {
            return Err(OpenError::TooLarge);
        }
        // the length is known, so the file need not be asked for it again
        bytes.clear();
        bytes.reserve(about.len() as usize + 1);
        read_all(&on_disk, bytes)
    }

    /// The same for a file that is known to be a regular one in the tree: it is not asked what it is.
    pub fn read_plain(&self, path: &str, bytes: &mut Vec<u8>) -> Result<(), OpenError> {
        let root = self.root.as_ref().ok_or(OpenError::Missing)?;
        bytes.clear();
        bytes.reserve(FIRST_READ);
        read_all(&root.join(path), bytes)
    }

    pub fn place(&self, file: FileId, offset: u32) -> Place {
        self.get(file).place(offset)
    }

    /// The text under a span; empty when the span does not fit the file.
    pub fn slice(&self, span: Span) -> String {
        let source = self.get(span.file);
        source.text.get(span.start as usize..span.end as usize).unwrap_or_default().to_owned()
    }

    fn on_disk(&self, path: &str) -> Result<PathBuf, OpenError> {
        self.found(path).map(|(path, _)| path)
    }

    /// The place on disk of a path below the root, links followed, and what lies there, if it lies in the tree.
    fn found(&self, path: &str) -> Result<(PathBuf, fs::Metadata), OpenError> {
        let root = self.root.as_ref().ok_or(OpenError::Missing)?;
        let normal = normalize(path).ok_or(OpenError::Outside)?;
        let full = root.join(&normal);
        let about = fs::symlink_metadata(&full).map_err(failed)?;
        if !about.is_symlink() && self.is_inside(parent(&normal), root)? {
            return Ok((full, about));
        }
        let real = full.canonicalize().map_err(|error| match failed(error) {
            OpenError::Missing if about.is_symlink() => OpenError::Dangling,
            other => other,
        })?;
        if !real.starts_with(root) {
            return Err(OpenError::Outside);
        }
        let about = fs::metadata(&real).map_err(failed)?;
        Ok((real, about))
    }

    /// Whether a directory lies in the tree, links followed; asked once for each directory.
    fn is_inside(&self, directory: &str, root: &Path) -> Result<bool, OpenError> {
        let known =
            self.inside.read().unwrap_or_else(PoisonError::into_inner).get(directory).copied();
        if let Some(known) = known {
            return Ok(known);
        }
        let is_inside = match directory {
            "" => true,
            _ => self.is_reached_inside(directory, root)?,
        };
        let mut inside = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        inside.insert(directory.to_owned(), is_inside);
        Ok(is_inside)
    }

    /// What is no link lies where its parent does.
    fn is_reached_inside(&self, directory: &str, root: &Path) -> Result<bool, OpenError> {
        let full = root.join(directory);
        let is_link = fs::symlink_metadata(&full).map_err(failed)?.is_symlink();
        if !is_link && self.is_inside(parent(directory), root)? {
            return Ok(true);
        }
        Ok(full.canonicalize().map_err(failed)?.starts_with(root))
    }
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
