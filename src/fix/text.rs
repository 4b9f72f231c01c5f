//! Lines, indentation and line ends of a text, by byte offset.

/// The line end that a text uses; `\n` where it has none.
pub fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|before| before.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}

/// What stands before an offset on its line.
pub fn line_before(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

/// The blanks that the line of an offset starts with.
pub fn indentation(text: &str, at: u32) -> &str {
    let start = at as usize - line_before(text, at).len();
    let line = text.get(start..).unwrap_or_default();
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.get(..blanks).unwrap_or_default()
}

/// What follows an offset on its line, without the line end.
pub fn line_after(text: &str, at: u32) -> &str {
    let rest = text.get(at as usize..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

/// Where the line of an offset ends, before its line end.
pub fn end_of_line(text: &str, at: u32) -> u32 {
    at + line_after(text, at).len() as u32
}

/// The text under a span's offsets.
pub fn slice(text: &str, start: u32, end: u32) -> &str {
    text.get(start as usize..end as usize).unwrap_or_default()
}

/// Whether the line after the one of an offset holds anything.
pub fn is_followed(text: &str, at: u32) -> bool {
    let rest = text.get(end_of_line(text, at) as usize..).unwrap_or_default();
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    let next = rest.strip_prefix('\n').and_then(|rest| rest.split('\n').next());
    next.is_some_and(|line| !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_an_offset() {
        let text = "a\r\n  bc # d\r\n\r\ne";
        assert_eq!(line_end(text), "\r\n");
        assert_eq!(line_before(text, 6), "  b");
        assert_eq!(indentation(text, 6), "  ");
        assert_eq!(line_after(text, 6), "c # d");
        assert_eq!(end_of_line(text, 6), 11);
        assert!(!is_followed(text, 6));
        assert!(is_followed(text, 0));
    }
}
