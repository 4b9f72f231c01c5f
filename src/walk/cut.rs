//! Whether the end of a file is missing: what is not there may be labeling, so the file is told of.

use crate::{
    finding::{Level, Problem},
    source::Sources,
    syntax::{hcl, json},
};

/// What to say of a file that looks cut off: a warning where its reader finds that it has no end.
pub(super) fn problem(path: &str, sources: &Sources) -> Option<Problem> {
    let file = sources.open(path).ok()?;
    let source = sources.get(file);
    let is_hcl = [".tf", ".tofu"].iter().any(|ending| path.ends_with(ending));
    let problems = match is_hcl {
        true => hcl::read(&source, file).map_or_else(|one| vec![one], |read| read.problems),
        false => json::read(&source, file).map_or_else(|one| vec![one], |read| read.problems),
    };
    let end = source.text.trim_end().len() as u32;
    let has_no_end = |one: &Problem| {
        one.level == Level::Error
            && (one.message.contains("closed") || one.at.is_some_and(|at| at.end >= end))
    };
    let Problem { kind, message, at, .. } = problems.into_iter().rfind(has_no_end)?;
    let message = format!("{message}; what is missing behind it was not checked");
    Some(Problem { level: Level::Warning, kind, message, at })
}

/// Whether a Terraform file looks cut off. Sure is only who parses it; a whole file seldom looks so.
pub(super) fn is_cut_off(path: &str, bytes: &[u8]) -> bool {
    if path.ends_with(".json") {
        return is_cut_off_json(bytes);
    }
    let text = bytes.trim_ascii();
    let last = text.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_start();
    let is_comment = last.starts_with(b"#") || last.starts_with(b"//") || last.ends_with(b"*/");
    let is_whole = text.is_empty() || text.ends_with(b"}") || is_comment;
    let count = |byte: u8| memchr::memchr_iter(byte, bytes).count();
    !is_whole || count(b'{') > count(b'}')
}

/// JSON without its last bracket. A brace with another or a percent sign behind it opens a template of something else.
pub(super) fn is_cut_off_json(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    let is_json = text.starts_with(b"{") && !text.starts_with(b"{{") && !text.starts_with(b"{%");
    is_json && !text.ends_with(b"}")
}

#[cfg(test)]
mod tests {
    use super::{is_cut_off, is_cut_off_json};

    #[test]
    fn ends_that_are_missing() {
        let is_cut = |text: &str| is_cut_off("main.tf", text.as_bytes());
        for whole in ["", "a {}\n", "a {\n}\n# } {\n# and on", "/* x */", "a {}\n// x"] {
            assert!(!is_cut(whole), "{whole}");
        }
        for cut in ["a {", "a", "a {\n  b {\n  }\n", "a \"x", "a {\n  b = \"x"] {
            assert!(is_cut(cut), "{cut}");
        }
        assert!(is_cut_off("a.tf.json", b"{\"a\": 1"));
        assert!(!is_cut_off("a.tf.json", b"{\"a\": \"{\"}\n"));
        assert!(!is_cut_off_json(b"{% set env = 'x' %}\nResources:\n"));
        assert!(!is_cut_off_json(b"{{ header }}\nResources:\n"));
    }
}
