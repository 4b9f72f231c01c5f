//! What the threads of a run share: the texts, and which path has which.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLockReadGuard, RwLockWriteGuard},
};

use super::{FileId, Source, Sources, directories::Directories};

#[derive(Debug, Default)]
pub(super) struct Inner {
    pub files: Vec<Arc<Source>>,
    pub by_path: HashMap<String, FileId>,
    pub directories: Directories,
}

impl Inner {
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId(self.files.len() as u32);
        if self.by_path.insert(path.clone(), id).is_none() {
            self.directories.add(&path);
        }
        self.files.push(Arc::new(Source::new(path, text)));
        id
    }
}

impl Sources {
    pub(super) fn reading(&self) -> RwLockReadGuard<'_, Inner> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn writing(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }
}
