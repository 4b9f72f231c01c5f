//! Reads TOML, with the place of every key, value and character.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::node::{Document, Entry, Kind, Node};
use crate::{
    finding::Problem,
    source::{FileId, Source, Span},
    text::Text,
};

/// Reads a file. Fails with a `syntax` problem at the place where it stops being TOML.
pub fn read(source: &Source, file: FileId) -> Result<Document, Problem> {
    let reader = Reader { text: &source.text, file };
    match DeTable::parse(&source.text) {
        Ok(root) => {
            let (at, table) = (root.span(), root.into_inner());
            let root = reader.node(at, &DeValue::Table(table));
            Ok(Document { root, comments: Vec::new(), problems: Vec::new() })
        }
        Err(error) => {
            let at = reader.span(error.span().unwrap_or_default());
            let message = match error.message().lines().next() {
                Some(message) if message.contains("recurs") => TOO_DEEP,
                Some(message) => message,
                None => "this is not TOML",
            };
            Err(Problem::error("syntax", message, at))
        }
    }
}

const TOO_DEEP: &str = "tables and lists nest deeper than is read here";

struct Reader<'t> {
    text: &'t str,
    file: FileId,
}

impl Reader<'_> {
    fn span(&self, at: Range<usize>) -> Span {
        Span { file: self.file, start: at.start as u32, end: at.end as u32 }
    }

    /// How deep values nest is bounded by the parser.
    fn node(&self, at: Range<usize>, value: &DeValue) -> Node {
        let span = self.span(at.clone());
        let raw = self.text.get(at.clone()).unwrap_or_default();
        let kind = match value {
            DeValue::String(text) => Kind::Text(self.decoded(text, &at)),
            DeValue::Boolean(is) => Kind::Bool { is: *is, text: Text::written(raw, span) },
            DeValue::Integer(_) | DeValue::Float(_) => Kind::Number(Text::written(raw, span)),
            DeValue::Datetime(_) => Kind::Text(Text::written(raw, span)),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.node(item.span(), item.get_ref()));
                Kind::List(items.collect())
            }
            DeValue::Table(table) => {
                let mut entries: Vec<Entry> =
                    table.iter().map(|(key, value)| self.entry(key, value)).collect();
                entries.sort_by_key(|entry| entry.key_span.start);
                Kind::Map(entries.into())
            }
        };
        Node { span, tag: None, kind }
    }

    fn entry(&self, key: &Spanned<std::borrow::Cow<str>>, value: &Spanned<DeValue>) -> Entry {
        let key_span = self.span(key.span());
        Entry {
            key: Text::written(key.get_ref().as_ref(), key_span),
            key_span,
            value: self.node(value.span(), value.get_ref()),
        }
    }

    /// A text, each of its characters where it was written.
    fn decoded(&self, text: &str, at: &Range<usize>) -> Text {
        let raw = self.text.get(at.clone()).unwrap_or_default();
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|one| raw.starts_with(one));
        let mut from = at.start + quotes.map_or(0, str::len);
        // a line break behind the opening quotes is not part of the text
        if quotes.is_some_and(|quotes| quotes.len() == 3) {
            from += self.line_break(from);
        }
        let escapes = raw.starts_with('"');
        let mut out = Text::default();
        for one in text.chars() {
            if escapes {
                from += self.folded(from);
            }
            let len = match self.text.get(from..).and_then(|rest| rest.chars().next()) {
                Some('\\') if escapes => self.escape(from),
                // every line break reads as one character
                Some('\r') if one == '\n' => 2,
                Some(_) => one.len_utf8(),
                None => 0,
            };
            let to = (from + len).min(at.end);
            out.push(one.encode_utf8(&mut [0; 4]), Some(self.span(from.min(to)..to)));
            from = to;
        }
        out
    }

    fn line_break(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        ["\r\n", "\n"].into_iter().find(|end| rest.starts_with(end)).map_or(0, str::len)
    }

    /// The length of a backslash at the end of a line, and of all the blanks that it takes away.
    fn folded(&self, at: usize) -> usize {
        let Some(rest) = self.text.get(at..).unwrap_or_default().strip_prefix('\\') else {
            return 0;
        };
        let left = rest.trim_start();
        let blanks = rest.get(..rest.len() - left.len()).unwrap_or_default();
        if blanks.contains('\n') { 1 + blanks.len() } else { 0 }
    }

    /// The length of the escape at a backslash.
    fn escape(&self, at: usize) -> usize {
        match self.text.as_bytes().get(at + 1) {
            Some(b'u') => 6,
            Some(b'U') => 10,
            Some(b'x') => 4,
            _ => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn node(text: &str) -> (Node, Sources) {
        let sources = Sources::default();
        let file = sources.add("a.toml", text);
        let document = read(&sources.get(file), file).unwrap();
        (document.root, sources)
    }

    #[test]
    fn keys_and_values_know_their_places() {
        let text = "a = 1\n[t.\"u v\"]\nlist = [true, 'x']\nlate = 1.5\nearly = 2020-01-01\n";
        let (root, sources) = node(text);
        let table = root.path(&["t", "u v"]).unwrap();
        let keys: Vec<_> = table.map().unwrap().iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["list", "late", "early"], "in the order of the file");
        let list = table.get("list").unwrap();
        assert_eq!(sources.slice(list.span), "[true, 'x']");
        assert_eq!(list.list().unwrap()[1].as_str(), Some("x"));
        assert_eq!(table.get("late").unwrap().as_str(), Some("1.5"));
        assert_eq!(sources.slice(root.entry("a").unwrap().key_span), "a");
    }

    #[test]
    fn every_character_knows_its_place() {
        let table = [
            ("\"ab\"", "b", "b"),
            (r#""a=\"b c\" d=e""#, "d=e", "d=e"),
            (r#""\u00e9\\x""#, "x", "x"),
            (r#""\u00e9\\x""#, "é", "\\u00e9"),
            ("'a\\b'", "\\b", "\\b"),
            ("\"\"\"\nA=b \\\n   C=d\"\"\"", "C=d", "C=d"),
            ("'''\r\na\r\nb'''", "b", "b"),
        ];
        for (written, part, expected) in table {
            let (root, sources) = node(&format!("k = {written}\n"));
            let text = root.get("k").and_then(Node::text).cloned().unwrap();
            let at = text.as_str().find(part).unwrap();
            let span = text.span_of(at, at + part.len()).unwrap();
            assert_eq!(sources.slice(span), expected, "{written}");
        }
    }

    #[test]
    fn what_is_no_toml_is_a_problem_with_a_place() {
        let sources = Sources::default();
        let file = sources.add("a.toml", "a = 1\nb = \n");
        let problem = read(&sources.get(file), file).unwrap_err();
        assert_eq!(problem.kind, "syntax");
        assert_eq!(sources.place(file, problem.at.unwrap().start).line, 2);
        let deep = format!("a = {}", "[".repeat(100_000));
        let file = sources.add("b.toml", deep);
        assert!(read(&sources.get(file), file).is_err());
    }
}
