//! The files and folders of each directory, as far as texts were added there.

use std::collections::HashMap;

use super::{last_segment, parent};

/// Every directory that holds an added file, and every one above it.
#[derive(Clone, Debug, Default)]
pub(super) struct Directories(HashMap<String, Directory>);

#[derive(Clone, Debug, Default)]
struct Directory {
    files: Vec<String>,
    folders: Vec<String>,
}

impl Directories {
    pub fn files(&self, directory: &str) -> &[String] {
        self.0.get(directory).map(|known| known.files.as_slice()).unwrap_or_default()
    }

    pub fn folders(&self, directory: &str) -> &[String] {
        self.0.get(directory).map(|known| known.folders.as_slice()).unwrap_or_default()
    }

    /// Adds a path that is not there yet.
    pub fn add(&mut self, path: &str) {
        let directory = parent(path);
        let mut is_new = !self.0.contains_key(directory);
        self.0.entry(directory.to_owned()).or_default().files.push(last_segment(path).to_owned());
        let mut folder = directory;
        while is_new && !folder.is_empty() {
            let above = parent(folder);
            is_new = !self.0.contains_key(above);
            self.0
                .entry(above.to_owned())
                .or_default()
                .folders
                .push(last_segment(folder).to_owned());
            folder = above;
        }
    }

    /// Removes a path, and the directories that are empty without it.
    pub fn remove(&mut self, path: &str) {
        let mut at = parent(path);
        if let Some(directory) = self.0.get_mut(at) {
            directory.files.retain(|known| known != last_segment(path));
        }
        while !at.is_empty() && self.is_empty(at) {
            self.0.remove(at);
            let above = parent(at);
            if let Some(directory) = self.0.get_mut(above) {
                directory.folders.retain(|known| known != last_segment(at));
            }
            at = above;
        }
    }

    fn is_empty(&self, directory: &str) -> bool {
        self.files(directory).is_empty() && self.folders(directory).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_and_go_with_their_files() {
        let mut directories = Directories::default();
        for path in ["a/b/x.tf", "a/c/y.tf", "a/c/z.tf", "w.tf"] {
            directories.add(path);
        }
        assert_eq!(directories.folders(""), ["a"]);
        assert_eq!(directories.folders("a"), ["b", "c"]);
        assert_eq!(directories.files("a/c"), ["y.tf", "z.tf"]);
        directories.remove("a/c/y.tf");
        directories.remove("a/b/x.tf");
        assert_eq!(directories.folders("a"), ["c"]);
        directories.remove("a/c/z.tf");
        assert!(directories.folders("").is_empty());
        assert_eq!(directories.files(""), ["w.tf"]);
    }
}
