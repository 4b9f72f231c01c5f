//! YAML is read as CloudFormation reads it, with the place of every character.

use std::sync::Arc;

use crate::{
    source::Sources,
    syntax::node::{Kind, Node},
};

use super::*;

mod places;

fn read_str(text: &str) -> (Sources, Result<Document, Problem>) {
    let sources = Sources::default();
    let file = sources.add("x.yaml", text);
    let document = read(&sources.get(file), file);
    (sources, document)
}

/// The root, and a function from a node to the source under it.
fn root(text: &str) -> (Node, impl Fn(&Node) -> String) {
    let (sources, document) = read_str(text);
    (document.unwrap().root, move |node| sources.slice(node.span))
}

/// Offset and text under a problem, and its message.
fn problem(text: &str) -> (u32, String, String) {
    let (sources, document) = read_str(text);
    let problem = document.unwrap_err();
    let at = problem.at.unwrap();
    assert_eq!(problem.kind, "syntax");
    (at.start, sources.slice(at), problem.message)
}

#[test]
fn collections_run_from_first_to_last_child() {
    let text =
        "a:\n  b: 1 # c\n  c:\n  - x\n  - - y\n    - z\n\nd:\n  # - q\n  - 1\ne: {f: [1, 2]}\n";
    let (root, source) = root(text);
    assert_eq!(source(root.get("a").unwrap()), "b: 1 # c\n  c:\n  - x\n  - - y\n    - z");
    let list = root.path(&["a", "c"]).unwrap();
    assert_eq!(source(list), "- x\n  - - y\n    - z");
    assert_eq!(source(&list.list().unwrap()[1]), "- y\n    - z");
    assert_eq!(source(root.get("d").unwrap()), "- 1");
    assert_eq!(source(root.get("e").unwrap()), "{f: [1, 2]}");
    assert_eq!(source(root.path(&["e", "f"]).unwrap()), "[1, 2]");
}

#[test]
fn tags_belong_to_their_values() {
    let text = "a: !Ref B\nb: !Fn::If\n  - x\n  - !GetAtt y.Arn\nc: !GetAZs\nd: !!str 1\ne: ! 2\nf: !Ref true\n";
    let (root, source) = root(text);
    let name = |key: &str| root.get(key).unwrap().tag.as_ref().map(|tag| tag.name.clone());
    assert_eq!(name("a").unwrap(), "Ref");
    assert_eq!(source(root.get("a").unwrap()), "!Ref B");
    assert_eq!(name("b").unwrap(), "Fn::If");
    assert_eq!(source(root.get("b").unwrap()), "!Fn::If\n  - x\n  - !GetAtt y.Arn");
    assert_eq!(source(root.get("c").unwrap()), "!GetAZs");
    assert!(matches!(root.get("c").unwrap().kind, Kind::Null));
    for key in ["d", "e", "f"] {
        assert!(matches!(root.get(key).unwrap().kind, Kind::Text(_)), "{key}");
    }
    assert_eq!((name("d"), name("e")), (None, None));
}

#[test]
fn plain_words_have_kinds() {
    let (root, _) = root(
        "[~, null, yes, Off, 0755, 1e3, .5, 0x1f, -1, '', 'true', 2012-10-17, 1.2.3, e3, ., '*', 012345678901]",
    );
    let kinds: String = root.list().unwrap().iter().map(letter).collect();
    assert_eq!(kinds, "00bbnnnnnttttttt".to_owned() + "n");
    assert_eq!(root.list().unwrap()[16].as_str(), Some("012345678901"));
}

fn letter(node: &Node) -> char {
    match node.kind {
        Kind::Null => '0',
        Kind::Bool { .. } => 'b',
        Kind::Number(_) => 'n',
        Kind::Text(_) => 't',
        Kind::List(_) => 'l',
        Kind::Map(_) => 'm',
    }
}

#[test]
fn a_missing_value_stands_behind_its_colon() {
    let (root, _) = root("a:\nb : \nc: ~\n");
    let at = |key: &str| root.get(key).map(|node| (node.span.start, node.span.end));
    assert_eq!((at("a"), at("b"), at("c")), (Some((2, 2)), Some((6, 6)), Some((11, 12))));
}

#[test]
fn aliases_share_what_they_stand_for() {
    let (root, source) = root("a: &x {k: [1]}\nb: *x\n&n c: &s text\n*n : *s\n");
    let (first, second) = (root.get("a").unwrap(), root.get("b").unwrap());
    let (Kind::Map(first), Kind::Map(shared)) = (&first.kind, &second.kind) else { panic!() };
    assert!(Arc::ptr_eq(first, shared));
    assert_eq!(source(second), "*x");
    assert_eq!(source(second.get("k").unwrap()), "[1]");
    assert_eq!(root.get("c").unwrap().as_str(), Some("text"));
}

#[test]
fn merge_keys_lend_what_is_missing() {
    let text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\nd: {'<<': 1}\ne: {<<: 1}\n";
    let (_, document) = read_str(text);
    let document = document.unwrap();
    let merged = document.root.get("c").unwrap();
    let value = |key: &str| merged.get(key).and_then(Node::as_str);
    assert_eq!((value("x"), value("y"), value("z")), (Some("3"), Some("1"), Some("2")));
    assert_eq!(merged.map().unwrap().len(), 3);
    assert_eq!(document.root.path(&["d", "<<"]).and_then(Node::as_str), Some("1"));
    assert_eq!(document.problems.len(), 1);
    assert_eq!(document.problems[0].message, "`<<` takes a map or a list of maps");
}

#[test]
fn aliases_have_a_budget() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    let mut chain = "a0: &a0 [x]\n".to_owned();
    for level in 1..200 {
        let below = level - 1;
        bomb += &format!("a{level}: &a{level} [{}]\n", format!("*a{below}, ").repeat(9));
        chain += &format!("a{level}: &a{level} [*a{below}]\n");
    }
    assert_eq!(problem(&bomb).2, "the aliases up to here stand for more than 1,000,000 values");
    assert!(problem(&chain).2.contains("more than 128 levels"));
    let scalar = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(10_000));
    assert!(problem(&scalar).2.contains("stand for more than"));
    assert_eq!(problem("a: &x [*x]\n").1, "*x");
}

#[test]
fn equal_keys_and_odd_keys_are_reported() {
    let (sources, document) = read_str("a: 1\n'a': 2\n? [x]\n: 3\n");
    let document = document.unwrap();
    assert_eq!(document.root.get("a").and_then(Node::as_str), Some("2"));
    let found =
        document.problems.iter().map(|problem| (problem.kind, sources.slice(problem.at.unwrap())));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [("key-not-text", "[x]".to_owned()), ("duplicate-key", "'a'".to_owned())]
    );
}

#[test]
fn only_the_first_document_is_read() {
    let (root, _) = root("---\na: 1\n---\na: 2\n}{\n");
    assert_eq!(root.get("a").and_then(Node::as_str), Some("1"));
}

#[test]
fn comments_for_this_tool_are_kept() {
    let (sources, document) = read_str(
        "# cors-lint: x\na: 1 # cors-lint: y\n# other\nb: |\n  # cors-lint: no\n# cors-lint: z\n",
    );
    let comments = document.unwrap().comments;
    let found: Vec<_> =
        comments.iter().map(|label| (sources.slice(label.span), &*label.text)).collect();
    let expected = ["x", "y", "z"].map(|word| format!(" cors-lint: {word}"));
    assert_eq!(found.iter().map(|(_, text)| *text).collect::<Vec<_>>(), expected.each_ref());
    assert_eq!(found[1].0, "# cors-lint: y");
}

#[test]
fn json_in_a_yaml_file_is_json_first() {
    let (root, source) = root("\n{\"a\":\t\"\\ud83d\\ude00\"}");
    assert_eq!(root.get("a").and_then(Node::as_str), Some("😀"));
    assert_eq!(source(root.get("a").unwrap()), "\"\\ud83d\\ude00\"");
    let flow = self::root("{a: !Ref b, 'c': [d,],}").0;
    assert_eq!(flow.path(&["a"]).and_then(Node::as_str), Some("b"));
    assert_eq!(problem("{\"a\": 1,\n \"b\" 2}").1, "2");
}

#[test]
fn errors_stand_where_the_text_stops_being_yaml() {
    let cases = [
        ("a:\n\tb: 1\n", 4, "b", "a tab cannot indent a line in YAML; use spaces"),
        ("a: [1, 2\n", 3, "[", "this `[` is never closed"),
        (
            "a: \"x\n",
            6,
            "",
            "a quoted text from above is still open here; close its quote or indent this line",
        ),
        ("a: 'x", 3, "'", "the quote that opens here is never closed"),
        ("a: \"ä\\n\\q\"\n", 8, "\\", "this escape means nothing; write `\\\\` for a backslash"),
        ("a: *x\n", 3, "*", "no anchor above has the name of this alias"),
        ("a: @x\n", 3, "@", "`@` cannot start a value here; put it in quotes"),
        (
            "a: b: c\n",
            4,
            ":",
            "`:` cannot stand here; put the text in quotes if the colon belongs to it",
        ),
        ("- a\nb: 1\n", 4, "b", "expected `-` here; check the indentation of this line"),
        ("a:\n  b: 1\n c: 2\n", 11, "c", "expected a key here; check the indentation of this line"),
    ];
    for (text, start, at, message) in cases {
        assert_eq!(problem(text), (start, at.to_owned(), message.to_owned()), "{text:?}");
    }
}

#[test]
fn nesting_and_comments_are_bounded_only_where_they_must() {
    assert!(problem(&"- ".repeat(100_000)).2.contains("more than 128 levels"));
    assert!(problem(&format!("a: {}", "[".repeat(100_000))).2.contains("more than 128 levels"));
    let comments = format!("a:\n{}  b: 1\n", "  # c\n".repeat(5_000));
    assert_eq!(root(&comments).0.path(&["a", "b"]).and_then(Node::as_str), Some("1"));
}

#[test]
fn an_empty_file_is_null() {
    for text in ["", "\n", "# only\n", "---\n"] {
        assert!(matches!(root(text).0.kind, Kind::Null), "{text:?}");
    }
}

#[test]
fn quoted_text_need_not_be_indented() {
    for text in
        ["a:\n  b: !Sub '{\n    x\n  }'\nc: 1\n", "a:\r\n  b: !Sub \"{\r\n    x\r\n}\"\r\nc: 1\r\n"]
    {
        let (root, _) = root(text);
        let b = root.path(&["a", "b"]).and_then(Node::as_str).unwrap();
        assert_eq!(b.split_whitespace().collect::<Vec<_>>(), ["{", "x", "}"]);
        let found = root.path(&["a", "b"]).and_then(Node::text).unwrap();
        let at = found.as_str().find('}').unwrap();
        assert_eq!(found.span_of(at, at + 1).unwrap().start as usize, text.find('}').unwrap());
        assert_eq!(root.get("c").and_then(Node::as_str), Some("1"));
    }
}
