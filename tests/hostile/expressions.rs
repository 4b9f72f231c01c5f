//! Terraform expressions that would take all the time or all the memory there is.

use std::fmt::Write;

use crate::{expect, repository, said};

/// A bucket of labeling input whose one CORS method is `local.x`.
fn bucket(locals: &str) -> String {
    format!(
        "locals {{\n{locals}}}\n
resource \"aws_s3_bucket\" \"victim\" {{
  tags = {{ Purpose = \"labeling-input\" }}
}}
resource \"aws_s3_bucket_cors_configuration\" \"victim\" {{
  bucket = aws_s3_bucket.victim.id
  cors_rule {{
    allowed_methods = [jsonencode(local.x)]
    allowed_origins = [\"*\"]
  }}
}}\n"
    )
}

/// `x`, each step made of the one before.
fn steps(first: &str, count: usize, step: impl Fn(&str) -> String) -> String {
    let mut out = format!("  p0 = {first}\n");
    for at in 1..=count {
        writeln!(out, "  p{at} = {}", step(&format!("local.p{}", at - 1))).unwrap();
    }
    writeln!(out, "  x = local.p{count}").unwrap();
    out
}

#[test]
fn what_grows_without_end_is_unknown() {
    let text = "a text of more than 4 MB";
    let hundred = "a".repeat(100);
    let long = "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"";
    let x = |expression: &str| format!("  x = {expression}\n");
    let cases = [
        (steps(long, 40, |p| format!("\"${{{p}}}${{{p}}}\"")), text),
        (steps(long, 5, |p| format!("replace({p}, \"a\", \"{hundred}\")")), text),
        (steps(long, 5, |p| format!("replace({p}, \"/a/\", \"{hundred}\")")), text),
        (steps("[\"a\"]", 40, |p| format!("[{p}, {p}]")), "a value of more than 100,000 parts"),
        (
            steps("[\"a\"]", 40, |p| format!("concat({p}, {p})")),
            "a list of more than 10,000 elements",
        ),
        (steps("\"\\n\"", 20, |p| format!("indent(1000, \"${{{p}}}${{{p}}}\")")), text),
        (steps("9e99", 20, |p| format!("{p} * {p}")), "a number with more than 5,000 digits"),
        (
            x("setproduct(range(100), range(100), range(100))"),
            "a product of more than 10,000 elements",
        ),
        (x("range(1e12)"), "a range has more than 1,024 numbers"),
        (x("format(\"%999999999d\", 1)"), "wider than 1,000 characters"),
        (x("pow(10, 999999999)"), "the function pow()"),
        (x("local.x"), "a reference that leads back to itself"),
        (x(&format!("jsondecode(\"{}\")", "[".repeat(9_000))), "more than 100 nested levels"),
        (x(&format!("yamldecode(\"{}\")", "[".repeat(9_000))), "nest more than 128 levels"),
        (x(&format!("{}1", "!".repeat(9_000))), "64 levels deep"),
        (x(&format!("{}1{}", "(".repeat(9_000), ")".repeat(9_000))), "64 levels deep"),
    ];
    for (locals, words) in cases {
        let said = said(repository(&[("main.tf", &bucket(&locals))]).path());
        expect(&locals, &said, words);
        expect(
            &locals,
            &said,
            "cannot tell whether workers can load images from 'aws_s3_bucket.victim'",
        );
    }
}

#[test]
fn long_files_are_not_taken_apart() {
    let files = [
        ("big.txt", "x".repeat(5 << 20)),
        ("long.txt", "a,".repeat(20_000)),
        ("long.json", format!("[{}0]", "0,".repeat(150_000))),
    ];
    let cases = [
        ("file(\"big.txt\")", "a text of more than 4 MB"),
        ("split(\",\", file(\"long.txt\"))", "a list of more than 10,000 elements"),
        ("split(\"\", file(\"long.txt\"))", "a list of more than 10,000 elements"),
        ("regexall(\"a\", file(\"long.txt\"))", "a list of more than 10,000 elements"),
        ("jsondecode(file(\"long.json\"))", "more than 100,000 values of JSON"),
    ];
    for (expression, words) in cases {
        let main = bucket(&format!("  x = {expression}\n"));
        let mut all: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        all.push(("main.tf", &main));
        expect(expression, &said(repository(&all).path()), words);
    }
    let json = format!("[{}0]", "0,".repeat(90_000));
    let decoded = "{ for k in range(20) : k => yamldecode(file(\"x.json\")) }";
    let main = bucket(&format!("  x = {decoded}\n"));
    let folder = repository(&[("main.tf", &main), ("x.json", &json)]);
    expect(decoded, &said(folder.path()), "more than the 1,000,000 steps");
}

#[test]
fn a_name_that_holds_its_own_arguments_stays_short() {
    let locals = steps("aws_s3_bucket.victim.id", 60, |p| format!("md5(\"${{{p}}}${{{p}}}\")"));
    let said = said(repository(&[("main.tf", &bucket(&locals))]).path());
    expect("md5", &said, "'aws_s3_bucket.victim'");
}

#[test]
fn a_text_that_is_too_long_as_json_is_unknown() {
    let first = format!("\"{}\"", "\\\\".repeat(700_000));
    let locals = steps(&first, 3, |p| format!("jsonencode({p})"));
    let said = said(repository(&[("main.tf", &bucket(&locals))]).path());
    expect("jsonencode", &said, "undecided-cors");
    assert!(said.iter().all(|line| !line.contains("at least one method")), "{said:#?}");
}

#[test]
fn a_budget_that_is_spent_is_told_as_an_error() {
    let range = "range(1000)";
    let locals = format!("  x = [for a in {range}: [for b in {range}: [for c in {range}: a]]]\n");
    let folder = repository(&[("main.tf", &bucket(&locals))]);
    expect("for", &said(folder.path()), "more than the 1,000,000 steps");
}

#[test]
fn instances_past_a_bound_are_told_of() {
    let tags = "tags = { Purpose = \"labeling-input\" }";
    let block =
        |many: &str| format!("resource \"aws_s3_bucket\" \"v\" {{\n  {many}\n  {tags}\n}}\n");
    let said_of = |many: &str| said(repository(&[("main.tf", &block(many))]).path());
    expect("count", &said_of("count = 1e9"), "instances past the 1,000th are not looked at");
    let keys =
        "for_each = toset([for p in setproduct(range(1000), range(1000)): \"${p[0]}-${p[1]}\"])";
    expect("for_each", &said_of(keys), "aws_s3_bucket.v[each.key]");
}

#[test]
fn long_texts_are_quoted_in_part() {
    let locals = format!("  x = \"{}\"\n", "é".repeat(100_000));
    let said = said(repository(&[("main.tf", &bucket(&locals))]).path());
    expect("long", &said, "S3 knows no CORS method");
    assert!(said.iter().all(|line| line.len() < 1_000), "{}", said[0].len());
}

#[test]
fn files_outside_the_tree_are_not_read() {
    let locals = "  x = \"${file(\"../../../../../../etc/passwd\")}${file(\"/dev/zero\")}\"\n";
    let said = said(repository(&[("main.tf", &bucket(locals))]).path());
    expect("passwd", &said, "which is not in the tree");
    assert!(said.iter().all(|line| !line.contains("root:")), "{said:#?}");
}
