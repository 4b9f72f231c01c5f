//! Paths as URIs, encoded byte by byte as RFC 3986 asks.

use std::path::Path;

/// A path relative to the root: `cdk.out/My%20Stack.template.json`. No segment can be taken for a scheme.
pub fn relative(path: &str) -> String {
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// A directory as an absolute `file:` URI with a slash at the end; `None` for a path that is not absolute or not text.
pub fn directory(path: &Path) -> Option<String> {
    if !path.is_absolute() {
        return None;
    }
    let path = path.to_str()?.replace('\\', "/");
    let path = path.trim_start_matches("//?/").trim_matches('/');
    let encoded = if path.is_empty() { String::new() } else { format!("{}/", relative(path)) };
    Some(format!("file:///{encoded}"))
}

fn segment(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_one_relative_uri() {
        assert_eq!(relative("a b/ü#1%.tf"), "a%20b/%C3%BC%231%25.tf");
        assert_eq!(relative("http:/x.tf"), "http%3A/x.tf");
        assert_eq!(directory(Path::new("/w/my repo")).as_deref(), Some("file:///w/my%20repo/"));
        assert_eq!(directory(Path::new("/")).as_deref(), Some("file:///"));
        assert_eq!(directory(Path::new("w")), None);
    }
}
