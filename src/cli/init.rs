//! Writes a first configuration.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use super::{Failure, Streams, Verdict, written};
use crate::config;

/// Never writes over a file that is there.
pub fn run(folder: &Path, streams: &mut Streams) -> Result<Verdict, Failure> {
    let here = folder == Path::new(".");
    let path = if here { PathBuf::from(config::FILE) } else { folder.join(config::FILE) };
    let made = OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = made.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(format!("'{}' is there already", path.display()))
            .help("edit it, or remove it first; nothing was written"),
        _ => Failure::new(format!("cannot write '{}': {error}", path.display()))
            .help("give a folder that exists and may be written to: `cors-lint init FOLDER`"),
    })?;
    file.write_all(config::TEMPLATE.as_bytes())
        .map_err(|error| Failure::new(format!("cannot write '{}': {error}", path.display())))?;
    written(writeln!(streams.err, "wrote '{}': every line of it is a comment", path.display()))?;
    written(streams.err.flush())?;
    Ok(Verdict::Clean)
}
