//! `file:` URIs and paths relative to the root.

use std::path::{Path, PathBuf};

/// Characters that stand for themselves in the path of a URI, besides letters and digits (RFC 3986).
const PLAIN: &[u8] = b"-._~/!$&'()*+,;=:@";

/// The URI of a file below the root.
pub fn of(root: &Path, path: &str) -> String {
    let full = root.join(path);
    let full = full.to_string_lossy().replace('\\', "/");
    let slash = if full.starts_with('/') { "" } else { "/" };
    let mut out = format!("file://{slash}");
    for byte in full.bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The place on disk that a `file:` URI names.
pub fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = decoded(rest)?;
    // `/c:/x` is a drive of Windows
    let is_drive = decoded.as_bytes().get(2) == Some(&b':') && cfg!(windows);
    let path = if is_drive { decoded.trim_start_matches('/') } else { &decoded };
    Some(PathBuf::from(path))
}

fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
        out.push((high * 16 + low) as u8);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let root = Path::new("/a b/ü");
        let uri = of(root, "x/[1]#?.tf");
        assert_eq!(uri, "file:///a%20b/%C3%BC/x/%5B1%5D%23%3F.tf");
        assert_eq!(to_path(&uri), Some(root.join("x/[1]#?.tf")));
        assert_eq!(to_path("untitled:1"), None);
        assert_eq!(to_path("file:///a%2"), None);
    }
}
