//! The folder that paths are told from: the repository's root, else the common folder of what was given.

use std::path::{Path, PathBuf};

/// The nearest folder that holds all the paths and is a repository's root; without one, the nearest that holds them all.
/// The paths must be absolute.
pub(super) fn of(paths: &[PathBuf]) -> PathBuf {
    let folders = paths.iter().map(|path| match path.is_dir() {
        true => path.clone(),
        false => path.parent().map(Path::to_owned).unwrap_or_else(|| path.clone()),
    });
    let common = folders.reduce(|sum, next| shared(&sum, &next)).unwrap_or_default();
    let repository = common.ancestors().find(|folder| folder.join(".git").exists());
    repository.map(Path::to_owned).unwrap_or(common)
}

fn shared(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(x, y)| x == y).map(|(x, _)| x).collect()
}
