//! Copies of what ships with the project, and runs of the engine over them.

mod lint;

use std::{fs, path::Path};

use tempfile::TempDir;

pub use lint::*;

/// A repository of its own that holds a copy of a file or folder at the same path below `from`, so that nothing around
/// it counts.
pub fn repository(from: &str, path: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let to = folder.path().join(path);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    copy(&Path::new(from).join(path), &to);
    folder
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}
