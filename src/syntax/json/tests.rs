//! JSON is read with the place of every character.

use proptest::prelude::*;

use super::*;
use crate::{
    source::Sources,
    syntax::node::{Kind, MAX_DEPTH},
};

fn read_str(text: &str) -> (Sources, FileId, Result<Document, Problem>) {
    let sources = Sources::default();
    let file = sources.add("x.json", text);
    let document = read(&sources.get(file), file);
    (sources, file, document)
}

/// The text under a problem, and its message.
fn problem(text: &str) -> (String, String) {
    let (sources, _, document) = read_str(text);
    let problem = document.unwrap_err();
    assert_eq!(problem.kind, "syntax");
    (sources.slice(problem.at.unwrap()), problem.message)
}

#[test]
fn every_node_knows_its_place() {
    let (sources, _, document) = read_str("{\"a\": [1, true, null],\r\n \"é\": {\"b\": \"x\"}}");
    let root = document.unwrap().root;
    let spans = |node: &Node| sources.slice(node.span);
    let items = root.get("a").unwrap();
    assert_eq!(spans(items), "[1, true, null]");
    assert_eq!(items.list().unwrap().iter().map(spans).collect::<Vec<_>>(), ["1", "true", "null"]);
    assert_eq!(spans(root.path(&["é", "b"]).unwrap()), "\"x\"");
    assert_eq!(sources.slice(root.entry("é").unwrap().key_span), "\"é\"");
    assert_eq!(sources.slice(root.path(&["é", "b"]).unwrap().text().unwrap().span().unwrap()), "x");
    assert!(matches!(items.list().unwrap()[2].kind, Kind::Null));
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    for filler in [0, 20] {
        let filler: String = (0..filler).map(|n| format!("\"k{n}\": 0, ")).collect();
        let (sources, _, document) = read_str(&format!("{{\"a\": 1, {filler}\"\\u0061\": 2}}"));
        let document = document.unwrap();
        assert_eq!(document.root.get("a").unwrap().as_str(), Some("2"));
        let [problem] = document.problems.as_slice() else { panic!() };
        assert_eq!(problem.kind, "duplicate-key");
        assert_eq!(sources.slice(problem.at.unwrap()), "\"\\u0061\"");
    }
}

#[test]
fn faults_stand_where_the_text_stops_being_json() {
    let cases = [
        ("", "", "expected a value, found the end"),
        ("{\"a\": 1,}", "}", "expected a key in double quotes, found `}`"),
        ("[1 2]", "2", "expected `,` or `]`, found `2`"),
        ("{\"a\" 1}", "1", "expected `:` after this key, found `1`"),
        ("{\"a\": [1, 2}", "}", "expected `,` or `]`, found `}`"),
        ("{\"a\": {\"b\": 1", "{", "this `{` is never closed"),
        ("[1, ", "[", "this `[` is never closed"),
        ("{\"a", "\"a", "the text that opens here is not closed on its line"),
        ("[\"a\n\"]", "\"a", "the text that opens here is not closed on its line"),
        ("[\"a\tb\"]", "\t", "the control character U+0009 must be escaped inside text"),
        ("[\"\\é\"]", "\\é", "this escape is not one of JSON's"),
        ("[\"\\u12\"]", "\\u", "this escape is not one of JSON's"),
        ("[01]", "01", "`01` is not a number in JSON"),
        ("[-]", "-", "`-` is not a number in JSON"),
        ("[1.e3]", "1.e3", "`1.e3` is not a number in JSON"),
        ("{} {}", "{", "expected nothing after the end of the JSON value, found `{`"),
        ("// x\n{}", "/", "expected a value, found `/`"),
    ];
    for (text, at, message) in cases {
        assert_eq!(problem(text), (at.to_owned(), message.to_owned()), "{text}");
    }
}

#[test]
fn numbers_keep_their_spelling() {
    for number in ["0", "-0", "12345678901234567890", "1.50", "1e5", "-2.5E-10", "6E+3"] {
        let (_, _, document) = read_str(&format!(" {number} "));
        assert_eq!(document.unwrap().root.as_str(), Some(number));
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read_str(&nested(MAX_DEPTH)).2.is_ok());
    let (_, message) = problem(&nested(MAX_DEPTH + 1));
    assert_eq!(message, "lists and maps nest more than 128 levels deep here");
    assert!(read_str(&"[".repeat(1_000_000)).2.is_err());
}

#[test]
fn half_a_surrogate_pair_is_flagged() {
    let (sources, _, document) = read_str(r#"["\ud83d\ude00", "\ud83dx"]"#);
    let document = document.unwrap();
    let items = document.root.list().unwrap();
    assert_eq!(items[0].as_str(), Some("😀"));
    assert_eq!(items[1].as_str(), Some("\u{fffd}x"));
    assert_eq!(sources.slice(document.problems[0].at.unwrap()), "\\ud83d");
}

#[test]
fn json_in_a_text_leads_to_the_file() {
    let (sources, _, document) = read_str(r#"{"p": "{\"k\": [\"a\\u00e9b\", 10]}"}"#);
    let root = document.unwrap().root;
    let inner = read_text(root.get("p").unwrap().text().unwrap()).unwrap();
    let items = inner.get("k").unwrap();
    assert_eq!(sources.slice(items.span), r#"[\"a\\u00e9b\", 10]"#);
    let word = items.list().unwrap()[0].text().unwrap();
    assert_eq!(word.as_str(), "aéb");
    assert_eq!(sources.slice(word.span_of(1, 3).unwrap()), r"\\u00e9");
    assert_eq!(sources.slice(word.span_of(3, 4).unwrap()), "b");
}

#[test]
fn faults_in_a_text_lead_to_the_file() {
    let (sources, _, document) = read_str(r#"["{\"k\" 1}", ""]"#);
    let root = document.unwrap().root;
    let fault = |index: usize| read_text(root.list().unwrap()[index].text().unwrap()).unwrap_err();
    assert_eq!(sources.slice(fault(0).at.unwrap()), "1");
    assert_eq!(fault(1).at, None);
    assert!(read_text(&Text::from("{}")).unwrap_err().at.is_none());
}

proptest! {
    #[test]
    fn every_character_knows_its_place(pieces in prop::collection::vec(piece(), 0..12)) {
        let written: String = pieces.iter().map(|(written, _)| *written).collect();
        let means: String = pieces.iter().map(|(_, means)| *means).collect();
        let (sources, _, document) = read_str(&format!("[\"{written}\"]"));
        let document = document.unwrap();
        let text = document.root.list().unwrap()[0].text().unwrap();
        prop_assert_eq!(text.as_str(), &means);
        let mut at = 0;
        for (written, means) in pieces {
            let span = text.span_of(at, at + means.len()).unwrap();
            prop_assert_eq!(sources.slice(span), written);
            at += means.len();
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "[\\[\\]{}\",:\\\\ua0-9. \ntrue-]{0,40}") {
        let _ = read_str(&text);
        let _ = read_text(&Text::from(text));
    }
}

fn piece() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("a", "a"),
        ("é", "é"),
        ("😀", "😀"),
        (" ", " "),
        ("\\n", "\n"),
        ("\\\"", "\""),
        ("\\\\", "\\"),
        ("\\/", "/"),
        ("\\u00e9", "é"),
        ("\\uD83D\\uDE00", "😀"),
        ("'", "'"),
    ])
}
