//! A second set of texts for the same tree, and the way from a path back to the disk.

use std::{
    io,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use super::{FileId, Inner, OpenError, Source, Sources};

impl Sources {
    /// The same files under the same ids; what is added to one is not in the other.
    pub fn fork(&self) -> Sources {
        let inner = self.reading();
        let copy = Inner {
            files: inner.files.clone(),
            by_path: inner.by_path.clone(),
            directories: inner.directories.clone(),
        };
        let (root, listed) = (self.root.clone(), self.listed.clone());
        Sources { root, inner: RwLock::new(copy), inside: RwLock::default(), listed }
    }

    /// Puts a text in the place of the one that the path has; every id of the path then leads to the new text. Only
    /// where no span of the old text is used any more.
    pub fn replace(&self, path: &str, text: impl Into<String>) -> FileId {
        let Some(file) = self.find(path) else { return self.add(path, text) };
        let source = Arc::new(Source::new(path.to_owned(), text.into()));
        let mut inner = self.writing();
        if let Some(slot) = inner.files.get_mut(file.0 as usize) {
            *slot = source;
        }
        file
    }

    /// Forgets what a path holds, so that it is looked for on disk when it is next opened.
    pub fn forget(&self, path: &str) {
        self.listed.write().unwrap_or_else(PoisonError::into_inner).clear();
        let mut inner = self.writing();
        if inner.by_path.remove(path).is_some() {
            inner.directories.remove(path);
        }
    }

    /// Where a file below the root lies on disk, links followed.
    ///
    /// # Errors
    /// When there is no such file in the tree.
    pub fn place_on_disk(&self, path: &str) -> io::Result<PathBuf> {
        let place = self.on_disk(path).map_err(|error| match error {
            OpenError::Io(error) => error,
            _ => io::Error::from(io::ErrorKind::NotFound),
        })?;
        place.canonicalize()
    }
}
