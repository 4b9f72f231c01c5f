//! Text from a reader that may never end.

use std::io::{self, Read};

use super::MAX_BYTES;

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
