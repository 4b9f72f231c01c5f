//! `Key=value Other="two words"`: parameters as they are given on the command line.

use super::{Given, Settings};
use crate::{source::Span, text::Text};

/// Each parameter with its value; `None` where something else stands among them.
pub fn read(text: &Text, at: Span) -> Option<Settings> {
    words(text).into_iter().map(|word| setting(&word, at)).collect()
}

/// `Key=value` or `ParameterKey=Key,ParameterValue=value`.
fn setting(word: &Text, at: Span) -> Option<(String, Option<Given>)> {
    let (mut key, mut value) = cut(word, "=")?;
    if key.as_str() == "ParameterKey" {
        (key, value) = cut(&value, ",ParameterValue=")?;
    }
    let name = key.span().unwrap_or(at);
    let at = value.span().unwrap_or(name);
    Some((key.as_str().to_owned(), Some(Given { value: Some(value), name, at })))
}

fn cut(text: &Text, at: &str) -> Option<(Text, Text)> {
    let found = text.as_str().find(at)?;
    Some((text.slice(0, found), text.slice(found + at.len(), text.len())))
}

/// The words of a text, without the quotes around them or their values; a backslash keeps what follows.
fn words(text: &Text) -> Vec<Text> {
    let mut out = Vec::new();
    let mut word: Option<Text> = None;
    let mut quote = None;
    let mut is_kept = false;
    for (at, one) in text.as_str().char_indices() {
        let own = text.slice(at, at + one.len_utf8());
        match one {
            _ if is_kept => {
                word.get_or_insert_default().append(&own);
                is_kept = false;
            }
            '\\' => is_kept = true,
            '"' | '\'' if quote == Some(one) => quote = None,
            '"' | '\'' if quote.is_none() => {
                quote = Some(one);
                word.get_or_insert_default();
            }
            _ if one.is_whitespace() && quote.is_none() => out.extend(word.take()),
            _ => word.get_or_insert_default().append(&own),
        }
    }
    out.extend(word);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn words_of_the_command_line() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("A=b C=d", &[("A", "b"), ("C", "d")]),
            ("A=\"b c\"  D='e f' G=", &[("A", "b c"), ("D", "e f"), ("G", "")]),
            ("\"A=b c\" D=e=f", &[("A", "b c"), ("D", "e=f")]),
            ("A=\"b \\\"c\\\"\" D=it\\'s", &[("A", "b \"c\""), ("D", "it's")]),
            ("ParameterKey=A,ParameterValue=b,c", &[("A", "b,c")]),
            ("", &[]),
        ];
        let sources = Sources::default();
        for (text, expected) in table {
            let file = sources.add("a", *text);
            let at = Span { file, start: 0, end: text.len() as u32 };
            let settings = read(&Text::written(*text, at), at).unwrap();
            let found: Vec<_> = settings
                .iter()
                .map(|(key, given)| {
                    let value = given.as_ref().and_then(|given| given.value.as_ref());
                    (key.as_str(), value.map(Text::as_str).unwrap_or_default())
                })
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
        let file = sources.add("a", "A=b C=\"d e\"");
        let at = Span { file, start: 0, end: 11 };
        let settings = read(&Text::written("A=b C=\"d e\"", at), at).unwrap();
        let given = settings[1].1.as_ref().unwrap();
        assert_eq!([given.name, given.at].map(|span| sources.slice(span)), ["C", "d e"]);
        assert!(read(&Text::written("file://x.json", at), at).is_none());
    }
}
