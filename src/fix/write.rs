//! Writes mended files: all or none as far as can be told before, each in one step.

use std::{
    collections::BTreeMap,
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::Change;
use crate::source::{FileId, Sources};

/// Why files were not written.
#[derive(Debug)]
pub enum WriteError {
    /// Someone else wrote the file after it was read.
    Changed(String),
    Io(String, io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Changed(path) => {
                write!(
                    out,
                    "'{path}' was changed while cors-lint looked at it; nothing was written"
                )
            }
            WriteError::Io(path, error) => write!(out, "cannot write '{path}': {error}"),
        }
    }
}

/// Writes every changed file below the root of the sources. No file is touched when one of them is not as it was read.
///
/// # Errors
/// The first file that cannot be written, or that was changed meanwhile.
pub fn write(changes: &BTreeMap<String, Change>, sources: &Sources) -> Result<(), WriteError> {
    let mut ready: Vec<(&str, PathBuf, Vec<u8>)> = Vec::new();
    for (path, change) in changes {
        let failed = |error| WriteError::Io(path.clone(), error);
        let place = sources.place_on_disk(path).map_err(failed)?;
        if fs::read(&place).map_err(failed)? != bytes(sources, change.before, change.before) {
            return Err(WriteError::Changed(path.clone()));
        }
        ready.push((path, place, bytes(sources, change.before, change.after)));
    }
    for (path, place, bytes) in ready {
        replace(&place, &bytes).map_err(|error| WriteError::Io(path.to_owned(), error))?;
    }
    Ok(())
}

/// A text as it lies on disk, with the byte-order mark of the file that was read.
fn bytes(sources: &Sources, read: FileId, text: FileId) -> Vec<u8> {
    let mark = if sources.get(read).marked { "\u{feff}" } else { "" };
    format!("{mark}{}", sources.get(text).text).into_bytes()
}

/// Through a file beside it that takes its place, so that a reader sees the old text or the new and never half of one.
fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned());
    let beside =
        folder.join(format!(".{}.cors-lint-{}", name.unwrap_or_default(), std::process::id()));
    let permissions = fs::metadata(place)?.permissions();
    let written = || -> io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(bytes)?;
        file.set_permissions(permissions)?;
        file.sync_all()?;
        fs::rename(&beside, place)
    };
    written().inspect_err(|_| {
        // what is half written is of no use to anyone
        fs::remove_file(&beside).ok();
    })
}
