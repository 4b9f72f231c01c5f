//! All that a file holds, or a reader that may never end.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::{MAX_BYTES, OpenError, failed};

/// All that a reader holds.
///
/// # Errors
/// Also when it holds more than the largest file that is read, or is not UTF-8.
pub fn whole(reader: impl Read) -> io::Result<String> {
    let mut text = String::new();
    reader.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(io::Error::other("it is larger than 256 MB"));
    }
    Ok(text)
}

/// Enough for nearly every file at once.
pub(super) const FIRST_READ: usize = 64 * 1024;

/// Adds the bytes of a file to `bytes`, which are none yet.
pub(super) fn read_all(on_disk: &Path, bytes: &mut Vec<u8>) -> Result<(), OpenError> {
    let mut file = File::open(on_disk).map_err(failed)?;
    let first = (&mut file).take(FIRST_READ as u64).read_to_end(bytes).map_err(OpenError::Io)?;
    if first == FIRST_READ {
        let length = file.metadata().map_or(0, |about| about.len().min(MAX_BYTES));
        bytes.reserve((length as usize + 1).saturating_sub(first));
        file.take(MAX_BYTES + 1 - first as u64).read_to_end(bytes).map_err(OpenError::Io)?;
    }
    if bytes.len() as u64 > MAX_BYTES { Err(OpenError::TooLarge) } else { Ok(()) }
}
