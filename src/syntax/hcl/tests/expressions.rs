//! Every kind of expression.

use super::{problems, shape};

#[test]
fn literals() {
    assert_eq!(shape("null"), "null");
    assert_eq!(shape("true"), "true");
    assert_eq!(shape("1.50e+3"), "1.50e+3");
    assert_eq!(shape("- 5"), "(Negate 5)");
    assert_eq!(shape("5 - -3"), "(Subtract 5 (Negate 3))");
    assert_eq!(shape("\"\""), "\"\"");
    assert_eq!(shape("[1, \"a\", [ ],\n]"), "[1 \"a\" []]");
}

#[test]
fn keys_of_objects() {
    assert_eq!(
        shape("{ a = 1, \"b\" : 2, (c) = 3, null = 4, 5 = 6, \"x${d}\" = 7, a-b = 8 }"),
        "{\"a\" 1, \"b\" 2, (c) 3, \"null\" 4, 5 6, \"x‹d›\" 7, \"a-b\" 8}"
    );
    assert_eq!(shape("{\n  a = 1 # one\n\n  // two\n  b = 2\n}"), "{\"a\" 1, \"b\" 2}");
}

#[test]
fn references() {
    assert_eq!(shape("aws_s3_bucket.a[\"k\"].id"), "aws_s3_bucket.a[\"k\"].id");
    assert_eq!(shape("a.0.b"), "a[0].b");
    assert_eq!(shape("a[*].b[0].c"), "a*<.b[0].c>");
    assert_eq!(shape("a.*.b.c[0].d"), "a*<.b.c>[0].d");
    assert_eq!(shape("a[*].b[*].c"), "a*<.b*<.c>>");
    assert_eq!(shape("f(x).y"), "f(x).y");
    assert_eq!(shape("(\n a\n .b\n)"), "(a.b)");
}

#[test]
fn calls() {
    assert_eq!(shape("merge(a, b...)"), "merge(a b...)");
    assert_eq!(shape("f(\n  a, # first\n  b,\n)"), "f(a b)");
    assert_eq!(shape("provider::aws::arn_parse(a)"), "provider::aws::arn_parse(a)");
    assert_eq!(shape("f(<<EOT\nx\nEOT\n, 1)"), "f(\"x\n\" 1)");
}

#[test]
fn operators() {
    assert_eq!(
        shape("a && !b || c == d ? 1 + 2 * 3 : e"),
        "(? (Or (And a (Not b)) (Equal c d)) (Add 1 (Multiply 2 3)) e)"
    );
    assert_eq!(shape("a ? b : c ? d : e"), "(? a b (? c d e))");
    assert_eq!(shape("1 /* a */ - /* b */ 2 - 3"), "(Subtract (Subtract 1 2) 3)");
    assert_eq!(shape("a % b"), "(Remainder a b)");
}

#[test]
fn for_expressions() {
    assert_eq!(shape("[for x in y : x.z if x != null]"), "[for x in y : x.z (NotEqual x null)]");
    assert_eq!(shape("{for k, v in m : k => v...}"), "{for k, v in m : k v...}");
    assert_eq!(shape("{for v in m : v => v if v}"), "{for v in m : v v v}");
    assert_eq!(shape("[format(1)]"), "[format(1)]");
}

#[test]
fn newlines_in_the_value_of_an_object_for() {
    assert_eq!(
        shape("{ for k, v in m :\n # which\n k => v ? # one\n  {\n a = 1\n b = 2\n } : {}\n }"),
        "{for k, v in m : k (? v {\"a\" 1, \"b\" 2} {})}"
    );
    assert_eq!(shape("{ for k, v in m : k => k\n  && v }"), "{for k, v in m : k (And k v)}");
}

#[test]
fn a_key_that_stands_twice() {
    assert_eq!(
        shape("{ b = 1, c = 2, b = 3, \"b\" = 4 }"),
        shape("{ b = 1, c = 2, b = 3, b = 4 }")
    );
    let (twice, file) = (format!("{{{}}}", "aa = 1, ".repeat(70)), "x = { aa = 1, aa = 2 }\n");
    assert!(problems(file).is_empty());
    assert_eq!(problems(&format!("x = {twice}\n")).len(), 1);
}
