//! Holes in every position, escapes, and text that is not JSON.

use super::*;
use crate::value::{Class, Symbol};

fn hole(name: &str) -> Part {
    Part::Symbol(Symbol::new(name, name, Class::Any))
}

fn read(parts: Vec<Part>) -> Value {
    parse(&parts).unwrap()
}

#[test]
fn a_hole_in_a_string_is_part_of_it() {
    let value = read(vec![
        Part::Literal(r#"{"a": "s3://"#.into()),
        hole("B"),
        Part::Literal(r#"/x\n", "b": [1, true]}"#.into()),
    ]);
    assert_eq!(value.get("a").shown(), "s3://${B}/x\n");
    assert_eq!(value.get("b").elements().0.len(), 2);
    assert!(value.get("c").is_absent());
}

#[test]
fn a_hole_for_a_member_leaves_the_object_open() {
    let value =
        read(vec![Part::Literal("{".into()), hole("M"), Part::Literal(", \"a\": 1}".into())]);
    assert!(value.get("b").is_unknown());
    assert_eq!(value.get("a").constant().as_deref(), Some("1"));
}

#[test]
fn a_hole_glued_to_a_word_is_unknown() {
    let value = read(vec![Part::Literal("{\"a\": 1".into()), hole("N"), Part::Literal("}".into())]);
    assert!(value.get("a").is_unknown());
}

#[test]
fn surrogates_and_errors() {
    assert_eq!(read(vec![Part::Literal(r#""\ud83d\ude00""#.into())]).shown(), "😀");
    assert!(parse(&[Part::Literal("{\"a\" 1}".into())]).is_err());
    assert!(parse(&[Part::Literal("[".repeat(1000).into())]).is_err());
    assert!(parse(&[Part::Literal("".into())]).is_err());
}
