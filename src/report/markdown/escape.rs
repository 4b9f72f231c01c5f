//! Any text as Markdown that reads the same.

use super::super::plain;

/// A line in which no character means anything to Markdown.
pub fn text(text: &str) -> String {
    let mut out = String::new();
    for c in plain::line(text).chars() {
        if "\\`*_[]<>|#~&!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line between HTML tags, where Markdown is not read.
pub fn html(text: &str) -> String {
    plain::line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A line as code, which may stand in a table.
pub fn code(text: &str) -> String {
    let line = plain::line(text).replace('|', "\\|");
    let fence = "`".repeat(longest_run(&line) + 1);
    let gap = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{line}{gap}{fence}")
}

/// Lines as a block of code.
pub fn fenced(text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}\n{}\n{fence}", plain::lines(text))
}

/// How many backticks stand side by side.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_as_markdown() {
        assert_eq!(text("a `*` <b>|"), "a \\`\\*\\` \\<b\\>\\|");
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("``x`"), "``` ``x` ```");
        assert_eq!(fenced("```\nx"), "````\n```\nx\n````");
        assert_eq!(html("</summary>&"), "&lt;/summary&gt;&amp;");
    }
}
