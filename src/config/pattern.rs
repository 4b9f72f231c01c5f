//! Patterns for names, in which `*` stands for any text, and for paths, as shells read them.

use globset::{Glob, GlobBuilder, GlobMatcher};

use crate::source::parent;

/// Text in which `*` stands for anything.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    matcher: GlobMatcher,
}

impl Pattern {
    /// `None` for a pattern that is too large.
    pub fn new(text: &str) -> Option<Pattern> {
        let escaped: Vec<String> = text.split('*').map(globset::escape).collect();
        let matcher = Glob::new(&escaped.join("*")).ok()?.compile_matcher();
        Some(Pattern { text: text.to_owned(), matcher })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn matches(&self, text: &str) -> bool {
        self.matcher.is_match(text)
    }

    /// Whether it is this address; one without instance keys speaks of all instances.
    pub fn matches_address(&self, address: &str) -> bool {
        self.matches(address)
            || (!self.text.contains('[') && self.matches(&without_instances(address)))
    }
}

/// `module.a["k"].aws_s3_bucket.b[0]` as `module.a.aws_s3_bucket.b`.
fn without_instances(address: &str) -> String {
    let (mut out, mut inside, mut quoted) = (String::new(), false, false);
    for c in address.chars() {
        match c {
            '"' if inside => quoted = !quoted,
            '[' if !inside => inside = true,
            ']' if inside && !quoted => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Files and folders below one folder; `*` stays within a name, `**` crosses folders, a folder stands for all in it.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Relative to the root.
    base: String,
    matcher: GlobMatcher,
}

impl Paths {
    /// # Errors
    /// What is wrong with the pattern, in the words of `globset`.
    pub fn new(base: &str, text: &str) -> Result<Paths, String> {
        let text = text.trim_start_matches("./").trim_end_matches('/');
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
        Ok(Paths { base: base.to_owned(), matcher })
    }

    /// Whether a path relative to the root, or a folder above it, is meant.
    pub fn covers(&self, path: &str) -> bool {
        let own = match self.base.as_str() {
            "" => Some(path),
            base => path.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')),
        };
        let Some(mut own) = own else { return false };
        while !own.is_empty() {
            if self.matcher.is_match(own) {
                return true;
            }
            own = parent(own);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything_and_brackets_for_themselves() {
        let matches = |pattern: &str, text: &str| Pattern::new(pattern).unwrap().matches(text);
        assert!(matches("acme-*-frames", "acme-eu/west-frames"));
        assert!(matches("a[\"x\"]", "a[\"x\"]"));
        assert!(!matches("a[bc]", "ab") && !matches("a?", "ab") && !matches("{a,b}", "a"));
    }

    #[test]
    fn an_address_without_keys_speaks_of_all_instances() {
        let pattern = Pattern::new("module.raw.aws_s3_bucket.frames").unwrap();
        assert!(pattern.matches_address("module.raw[\"e]u\"].aws_s3_bucket.frames[0]"));
        assert!(!pattern.matches_address("aws_s3_bucket.frames"));
        let one = Pattern::new("aws_s3_bucket.frames[0]").unwrap();
        assert!(one.matches_address("aws_s3_bucket.frames[0]"));
        assert!(!one.matches_address("aws_s3_bucket.frames[1]"));
    }

    #[test]
    fn paths_count_from_their_folder() {
        let paths = Paths::new("infra", "legacy/").unwrap();
        assert!(paths.covers("infra/legacy/a/b.tf") && paths.covers("infra/legacy"));
        assert!(!paths.covers("legacy/a.tf") && !paths.covers("infra/new/legacy.tf"));
        let deep = Paths::new("", "**/examples").unwrap();
        assert!(deep.covers("a/examples/x.tf") && deep.covers("examples/x.tf"));
        assert!(!Paths::new("", "*.tf").unwrap().covers("a/b.tf"));
        assert!(Paths::new("", "a[").is_err());
    }
}
