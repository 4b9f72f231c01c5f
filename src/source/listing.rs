//! Which files lie where, on disk and added.

use std::{
    fs,
    sync::{Arc, PoisonError},
};

use super::{Sources, normalize, parent};

impl Sources {
    /// Whether a file lies at this path, added or on disk.
    pub fn exists(&self, path: &str) -> bool {
        if self.find(path).is_some() {
            return true;
        }
        let Some(path) = normalize(path) else { return false };
        let name = path.rsplit('/').next().unwrap_or_default();
        let beside = self.on_disk_in(parent(&path));
        beside.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
            && self.on_disk(&path).is_ok_and(|path| path.is_file())
    }

    /// The names of the files in a directory, sorted; `""` is the root.
    pub fn list(&self, directory: &str) -> Vec<String> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let mut names = inner.directories.files(directory).to_vec();
        drop(inner);
        names.extend(self.on_disk_in(directory).iter().cloned());
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
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let mut names = inner.directories.folders(directory).to_vec();
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

    /// The files of a directory on disk, sorted; asked for once.
    fn on_disk_in(&self, directory: &str) -> Arc<Vec<String>> {
        let known = self.listed.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(directory) {
            return known.clone();
        }
        drop(known);
        let mut names: Vec<String> = Vec::new();
        if let Ok(path) = self.on_disk(directory)
            && let Ok(entries) = fs::read_dir(path)
        {
            // a link may lead to a file
            let is_file = |entry: &fs::DirEntry| {
                let kind = entry.file_type();
                kind.is_ok_and(|one| one.is_file() || (one.is_symlink() && entry.path().is_file()))
            };
            let files = entries.flatten().filter(is_file);
            names.extend(files.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        names.sort();
        let names = Arc::new(names);
        let mut listed = self.listed.write().unwrap_or_else(PoisonError::into_inner);
        listed.insert(directory.to_owned(), names.clone());
        names
    }
}

/// Folders that hold no sources of the tree's own.
fn is_foreign(name: &str) -> bool {
    name.starts_with('.') || name == "node_modules"
}
