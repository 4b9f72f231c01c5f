//! How far an expression of an app goes on its first line; enough of every host language to skip strings and comments.

use memchr::memmem;

/// The call that a line starts with: up to its closing bracket, or all code of the line when it goes on below.
pub(super) fn call<'l>(line: &'l str, comment: &str) -> &'l str {
    let code = statement(line, comment);
    let mut depth = 0_usize;
    for (at, byte) in outside_strings(code) {
        match byte {
            b'(' => depth += 1,
            b')' if depth > 1 => depth -= 1,
            b')' => return code.get(..at + depth).unwrap_or(code),
            _ => {}
        }
    }
    code
}

/// The code of a line, without its comment and the semicolon that ends it.
pub(super) fn statement<'l>(line: &'l str, comment: &str) -> &'l str {
    let starts = |at: usize| line.get(at..).is_some_and(|rest| rest.starts_with(comment));
    let end = outside_strings(line).map(|(at, _)| at).find(|at| starts(*at));
    let code = line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim_end();
    code.strip_suffix(';').unwrap_or(code).trim_end()
}

/// Calls that go on for longer are not looked through, in bytes.
const MAX_CALL: usize = 16 * 1024;

/// Where the call ends that opens its bracket in the first line of a text; `None` where that is not found.
pub(super) fn end_of_call(text: &str, comment: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..MAX_CALL).unwrap_or(bytes);
    let (mut at, mut depth, mut quote) = (0, 0_usize, None);
    while let Some(byte) = bytes.get(at).copied() {
        let rest = bytes.get(at..)?;
        let past = |end: &[u8]| Some(memmem::find(rest, end)? + end.len());
        at += match (quote, byte) {
            (Some(_), b'\\') => 2,
            (Some(open), _) => {
                quote = quote.filter(|_| byte != open);
                1
            }
            _ if rest.starts_with(comment.as_bytes()) => past(b"\n")?,
            _ if comment == "//" && rest.starts_with(b"/*") => past(b"*/")?,
            (None, b'\n') if depth == 0 => return None,
            (None, b'"' | b'\'' | b'`') => {
                quote = Some(byte);
                1
            }
            (None, b'(' | b'[' | b'{') => {
                depth += 1;
                1
            }
            (None, b')' | b']' | b'}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && byte == b')' {
                    return Some(at + 1);
                }
                1
            }
            _ => 1,
        };
    }
    None
}

/// Words that no call starts with.
const NO_CALL: &[&str] = &[
    "import",
    "from",
    "export",
    "const",
    "let",
    "var",
    "class",
    "def",
    "function",
    "interface",
    "type",
];
/// Words that a statement starts with which makes nothing.
const MAKES_NOTHING: &[&str] = &["import", "from", "class", "def", "function", "interface"];

/// Whether a call may start where some code does, behind what stands before it on its line.
pub(super) fn may_be_called(before: &str, code: &str) -> bool {
    let starts = code.starts_with(|c: char| is_of_word(c) || matches!(c, '(' | '[' | '@'));
    let is_cut = before.ends_with(is_of_word) && code.starts_with(is_of_word);
    let is_imported = before.trim_start().starts_with("import ");
    starts && !is_cut && !is_imported && !begins_with(code, NO_CALL)
}

/// Whether a statement may make something.
pub(super) fn may_make(statement: &str) -> bool {
    !statement.is_empty() && !begins_with(statement, MAKES_NOTHING)
}

/// Of several places that a call may start at, how little likely this one is.
pub(super) fn is_less_likely(code: &str) -> u8 {
    let behind = code.trim_start_matches(is_of_word);
    match (code.starts_with("new "), behind.starts_with(['(', '<', '`'])) {
        (true, _) => 0,
        (_, true) => 1,
        _ => 2,
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

/// The space behind a word tells `from x` from a call of `from(x)`.
fn begins_with(code: &str, words: &[&str]) -> bool {
    words.iter().any(|word| code.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// How comments begin in a source, by its path.
pub(super) fn comment(path: &str) -> &'static str {
    if [".py", ".rb"].iter().any(|ending| path.ends_with(ending)) { "#" } else { "//" }
}

/// The bytes of a line that stand in no string, nor open or close one.
fn outside_strings(line: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut quote = None;
    let mut escaped = false;
    line.bytes().enumerate().filter(move |(_, byte)| match quote {
        Some(open) => {
            let closes = !escaped && *byte == open;
            escaped = !escaped && *byte == b'\\';
            if closes {
                quote = None;
            }
            false
        }
        None if matches!(byte, b'"' | b'\'' | b'`') => {
            quote = Some(*byte);
            false
        }
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_ends_with_its_bracket() {
        for (line, expected) in [
            ("new s3.Bucket(this, 'A'); // raw", "new s3.Bucket(this, 'A')"),
            ("new Store(this, 'A', { n: f(1) }).bucket;", "new Store(this, 'A', { n: f(1) })"),
            ("new Bucket(this, 'A', { // raw", "new Bucket(this, 'A', {"),
            ("new Bucket(this, \"a) // \\\" b\")", "new Bucket(this, \"a) // \\\" b\")"),
            ("new Bucket(this, 'A'), new Bucket(this, 'B')]", "new Bucket(this, 'A')"),
            ("build, 1)", "build, 1"),
            ("rules[0](x), 2", "rules[0](x)"),
            ("run; // all", "run"),
            ("f(`${a", "f(`${a"),
        ] {
            assert_eq!(call(line, "//"), expected);
        }
    }

    #[test]
    fn a_call_goes_on_for_lines() {
        let end = |text: &'static str| end_of_call(text, "//").and_then(|end| text.get(end..));
        assert_eq!(end("new B(this, 'A', { // raw )\n a: [f(1)], /* ) */\n}); x"), Some("; x"));
        assert_eq!(end("new B<T>(`)`, ')\\'')"), Some(""));
        assert_eq!(end("f[0]('a'),"), Some(","));
        for open in ["new B(", "run;\nf()", ") f()", "new B('", "f( // )", ""] {
            assert_eq!(end(open), None, "{open}");
        }
        assert_eq!(end_of_call("s3.Bucket(self, # it's )\n  \"A\")", "#"), Some(31));
    }

    #[test]
    fn where_a_call_may_start() {
        for (before, code) in [
            ("const a = ", "new B(this)"),
            ("", "self.a = s3.Bucket("),
            ("x.", "from(y)"),
            ("", "[1].map("),
            ("", "type(x)"),
        ] {
            assert!(may_be_called(before, code), "{code}");
        }
        for (before, code) in [
            ("const { Ap", "p } = require('x')"),
            ("", "import a from 'b'"),
            ("import { a, ", "b } from 'c'"),
            ("f", ", x)"),
            ("", ""),
        ] {
            assert!(!may_be_called(before, code), "{code}");
        }
    }

    #[test]
    fn a_statement_ends_before_its_comment() {
        for (line, expected) in [
            ("a = s3.Bucket(self, \"A\")  # raw", "a = s3.Bucket(self, \"A\")"),
            ("custom.AwsCustomResource(", "custom.AwsCustomResource("),
            ("f('#', 1) # one", "f('#', 1)"),
            ("x = a // b", "x = a // b"),
            ("# nothing", ""),
        ] {
            assert_eq!(statement(line, "#"), expected);
        }
        assert_eq!(
            statement("Bucket.Builder.create(this, \"A\").build(); // raw", "//"),
            "Bucket.Builder.create(this, \"A\").build()"
        );
    }
}
