//! Paths relative to the root, with forward slashes.

/// A path relative to the root without `.`, `..` and doubled slashes; `None` when it leaves the root.
pub fn normalize(path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The directory of a path, `""` for a file at the root.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// What stands after the last slash: a file's own name, the name in an ARN, the last part of an address.
pub fn last_segment(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// `path` seen from `directory`, normalised; `None` when it leaves the root.
pub fn join(directory: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    normalize(&format!("./{directory}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(join("a/b", "../c.tf"), Some("a/c.tf".into()));
        assert_eq!(join("a", "../../c.tf"), None);
        assert_eq!(join("", "./x"), Some("x".into()));
        assert_eq!(join("a", "/etc/passwd"), None);
    }
}
