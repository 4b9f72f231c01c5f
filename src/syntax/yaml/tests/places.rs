//! Every character of every style of scalar leads to the character, or the escape, that it was read from.

use proptest::prelude::*;

use super::{super::align::escape, *};

/// What `written` may stand for, other than itself.
fn stands_for(written: &str, c: char) -> bool {
    match (written, c) {
        ("\n" | "\r\n" | "\r", ' ' | '\n') | ("", '\n') | ("''", '\'') => true,
        _ if written.starts_with('\\') => escape(written) == Some((c, written.len())) || c == '\\',
        _ => written.strip_prefix(c) == Some(""),
    }
}

/// Checks the value of `k`; `false` when the file is no YAML.
fn holds(text: &str) -> Result<bool, TestCaseError> {
    let (sources, Ok(document)) = read_str(text) else { return Ok(false) };
    let Some(value) = document.root.get("k").and_then(|node| node.text().cloned()) else {
        return Ok(false);
    };
    let mut last = 0;
    for (at, c) in value.as_str().char_indices() {
        let span = value.span_of(at, at + c.len_utf8()).expect(text);
        let written = sources.slice(span);
        prop_assert!(stands_for(&written, c), "{c:?} of {text:?} stands at {written:?}");
        prop_assert!(span.start >= last, "{c:?} of {text:?} stands before the character before it");
        last = span.end;
    }
    Ok(true)
}

fn joined(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..10).prop_map(|pieces| pieces.concat())
}

const FLOW: &[&str] = &[
    "a",
    "é",
    "😀",
    " ",
    "  ",
    "\t",
    "\n  ",
    "\r\n  ",
    "\n\n   ",
    " \n\n\r\n  ",
    "b c",
    "#",
    "\\",
    "-",
    "x:y",
    "''",
    "\r  ",
];
const ESCAPED: &[&str] = &[
    "a",
    "é",
    " ",
    "\t",
    "\n  ",
    " \r\n  ",
    "\n\n  ",
    "\\n",
    "\\\"",
    "\\\\",
    "\\u00e9",
    "\\x41",
    "\\_",
    "\\ ",
    "\\uD83D\\uDE00",
    "\\U0001F600",
    "\\\n  ",
    " \\\r\n\n  ",
    "'",
    "\\\t",
    "😀",
];
const LINES: &[&str] = &[
    "  a\n",
    "  b c \n",
    "\n",
    "   \n",
    "    more\n",
    "  \ttab\n",
    "  é😀\n",
    "     \n",
    "  |x\n",
    " \n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn plain(text in joined(FLOW)) {
        holds(&format!("k: x{text}z\nn: 1\n"))?;
        holds(&format!("{{k: x{text}z}}"))?;
    }

    #[test]
    fn single_quoted(text in joined(FLOW)) {
        let read = holds(&format!("k: !Sub '{text}'\nn: 1\n"))?;
        prop_assert!(read);
    }

    #[test]
    fn double_quoted(text in joined(ESCAPED)) {
        let read = holds(&format!("k: \"{text}\"\nn: 1\n"))?;
        prop_assert!(read);
    }

    #[test]
    fn block(
        style in prop::sample::select(&["|", ">"][..]),
        header in prop::sample::select(&["", "-", "+", "2", "2-", "+2", " # note | x"][..]),
        lines in joined(LINES),
        rest in prop::sample::select(&["", "n: 1\n", "  end", " # after\n", "# after\n"][..]),
        windows in any::<bool>(),
    ) {
        let text = format!("k: {style}{header}\n{lines}{rest}");
        holds(&if windows { text.replace('\n', "\r\n") } else { text })?;
    }

    #[test]
    fn no_text_is_too_odd(text in joined(&[
        "a", ": ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", "&a ", "*a ", "!t ", "|", ">", "\"", "'", "\\",
        "<<", "---\n", "? ", "# c", "%", "é",
    ])) {
        let _ = read_str(&text);
    }
}
