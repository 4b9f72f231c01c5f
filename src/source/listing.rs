//! Which files lie where, on disk and added.

use std::{
    fs::{self, FileType},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError},
};

use super::{Sources, last_segment, normalize, parent};

impl Sources {
    /// Whether a file lies at this path, added or on disk.
    pub fn exists(&self, path: &str) -> bool {
        if self.find(path).is_some() {
            return true;
        }
        let Some(path) = normalize(path) else { return false };
        let name = last_segment(&path);
        let beside = self.on_disk_in(parent(&path));
        beside.files.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
            && self.on_disk(&path).is_ok_and(|path| path.is_file())
    }

    /// The names of the files in a directory, sorted; `""` is the root.
    pub fn list(&self, directory: &str) -> Vec<String> {
        let inner = self.reading();
        let mut names = inner.directories.files(directory).to_vec();
        drop(inner);
        names.extend(self.on_disk_in(directory).files.iter().cloned());
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
            // the root's own name is empty
            let within = |name: String| match folder.as_str() {
                "" => name,
                _ => format!("{folder}/{name}"),
            };
            out.extend(self.list(&folder).into_iter().map(within));
            if folders.len() < most {
                let own = self.folders(&folder).into_iter().filter(|name| !is_foreign(name));
                folders.extend(own.map(within));
            }
        }
        out
    }

    /// The names of the folders in a directory, sorted; links are not followed.
    pub fn folders(&self, directory: &str) -> Vec<String> {
        let inner = self.reading();
        let mut names = inner.directories.folders(directory).to_vec();
        drop(inner);
        names.extend(self.on_disk_in(directory).folders.iter().cloned());
        names.sort();
        names.dedup();
        names
    }

    /// Keeps what a directory on disk was found to hold, so that it need not be asked for.
    pub fn keep_listed(&self, directory: String, mut listed: Listed) {
        listed.sort();
        let mut all = self.listed.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(directory, Arc::new(listed));
    }

    /// What a directory on disk holds; asked for once.
    fn on_disk_in(&self, directory: &str) -> Arc<Listed> {
        let known = self.listed.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(directory) {
            return known.clone();
        }
        drop(known);
        let listed = Arc::new(self.on_disk(directory).map(listed).unwrap_or_default());
        let mut all = self.listed.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(directory.to_owned(), listed.clone());
        listed
    }
}

/// The names in a directory.
#[derive(Debug, Default)]
pub struct Listed {
    /// Links to files are among them.
    files: Vec<String>,
    /// Links to folders are not.
    folders: Vec<String>,
}

impl Listed {
    /// Adds what has this name there.
    pub fn add(&mut self, name: &str, kind: FileType, on_disk: &Path) {
        if kind.is_dir() {
            self.folders.push(name.to_owned());
        } else if kind.is_file() || (kind.is_symlink() && on_disk.is_file()) {
            self.files.push(name.to_owned());
        }
    }

    fn sort(&mut self) {
        self.files.sort_unstable();
        self.folders.sort_unstable();
    }
}

fn listed(directory: PathBuf) -> Listed {
    let mut out = Listed::default();
    let Ok(entries) = fs::read_dir(directory) else { return out };
    for entry in entries.flatten() {
        if let (Ok(kind), Some(name)) = (entry.file_type(), entry.file_name().to_str()) {
            out.add(name, kind, &entry.path());
        }
    }
    out.sort();
    out
}

/// Folders that hold no sources of the tree's own.
fn is_foreign(name: &str) -> bool {
    name.starts_with('.') || name == "node_modules"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_the_root_has_no_slash_before_it() {
        let sources = Sources::default();
        for path in ["b.py", "src/a.py", "node_modules/c.js", "src/deep/d.py"] {
            sources.add(path, "");
        }
        assert_eq!(sources.below("", 9), ["b.py", "src/a.py", "src/deep/d.py"]);
        assert_eq!(sources.below("src", 9), ["src/a.py", "src/deep/d.py"]);
    }
}
