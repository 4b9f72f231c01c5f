//! Text from files, made harmless for terminals and logs.

/// A character that can neither move a cursor nor change colours nor reorder what is read; tabs stay.
pub fn harmless(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

/// Text for one line.
pub fn line(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// Text that may hold lines of its own.
pub fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(line("a\u{1b}[31mb\r\n"), "a␛[31mb␍␊");
        assert_eq!(line("a\u{202e}b\tc"), "a\u{fffd}b\tc");
        assert_eq!(lines("a\n\u{7}b"), "a\n␇b");
    }
}
