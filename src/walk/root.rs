//! The folder that paths are told from: the repository's root, else where the run stands, else the common folder of what
//! was given.

use std::path::{Path, PathBuf};

/// The nearest folder that holds all the paths, which must be absolute.
pub(super) fn common(paths: &[PathBuf]) -> PathBuf {
    let folders = paths.iter().map(|path| match path.is_dir() {
        true => path.clone(),
        false => path.parent().map(Path::to_owned).unwrap_or_else(|| path.clone()),
    });
    folders.reduce(|sum, next| shared(&sum, &next)).unwrap_or_default()
}

/// The root of the repository that a folder lies in. In none it is `here`, where that holds the folder, else the folder
/// itself.
pub(super) fn of(folder: &Path, here: Option<&Path>) -> PathBuf {
    let repository = folder.ancestors().find(|folder| folder.join(".git").exists());
    let here = here.filter(|here| folder.starts_with(here));
    repository.or(here).unwrap_or(folder).to_owned()
}

fn shared(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(x, y)| x == y).map(|(x, _)| x).collect()
}
