//! `count` and `for_each`.

use super::Tree;
use crate::value::{Answer, Guard};

#[test]
fn known_keys_make_instances() {
    let tree = Tree::of(
        r#"
locals { names = toset(["b", "a", "b"]) }
resource "aws_s3_bucket" "set" {
  for_each = local.names
  bucket   = each.value
}
resource "aws_s3_bucket" "counted" {
  count  = 2
  bucket = "n-${count.index}"
}
resource "aws_s3_bucket_cors_configuration" "set" {
  for_each = aws_s3_bucket.set
  bucket   = each.value.id
}
resource "aws_s3_bucket_cors_configuration" "one" {
  bucket = values(aws_s3_bucket.set)[1].id
}
"#,
    );
    let mut addresses = tree.addresses();
    addresses.sort();
    let expected = ["counted[0]", "counted[1]", "set[\"a\"]", "set[\"b\"]"];
    assert_eq!(addresses, expected.map(|name| format!("aws_s3_bucket.{name}")));
    let attached = tree.cors("aws_s3_bucket.set[\"b\"]");
    let answers: Vec<Answer> = attached.iter().map(|(_, answer)| *answer).collect();
    assert_eq!(answers, [Answer::Yes, Answer::No, Answer::Yes]);
}

#[test]
fn an_unknown_count_is_a_condition() {
    let tree = Tree::of(
        r#"
variable "on" { type = bool }
resource "aws_s3_bucket" "a" { count = var.on ? 1 : 0 }
resource "aws_s3_bucket_cors_configuration" "index" {
  count  = var.on ? 1 : 0
  bucket = aws_s3_bucket.a[0].id
}
resource "aws_s3_bucket_cors_configuration" "tried" { bucket = try(aws_s3_bucket.a[0].id, "none") }
resource "aws_s3_bucket_cors_configuration" "only" { bucket = one(aws_s3_bucket.a[*].id) }
resource "aws_s3_bucket_cors_configuration" "joined" { bucket = join("", aws_s3_bucket.a[*].id) }
resource "aws_s3_bucket_cors_configuration" "legacy" {
  bucket = element(concat(aws_s3_bucket.a.*.id, ["none"]), 0)
}
"#,
    );
    let on = Guard::when("||var.on", true);
    let bucket = tree.bucket("aws_s3_bucket.a[0]");
    assert_eq!(bucket.exists, on);
    for cors in &tree.facts.cors {
        let value = cors.bucket.under(&on);
        assert_eq!(value.symbols().len(), 1, "{}", cors.address);
        assert_eq!(value.symbols()[0].id, bucket.name.id, "{}", cors.address);
        let off = cors.bucket.under(&Guard::when("||var.on", false));
        assert!(off.symbols().is_empty(), "{}", cors.address);
    }
}

#[test]
fn the_same_unknown_keys_are_the_same_instances() {
    let tree = Tree::of(
        r#"
variable "all" { type = map(object({ name = string })) }
resource "aws_s3_bucket" "a" {
  for_each = var.all
  bucket   = each.value.name
}
resource "aws_s3_bucket_cors_configuration" "by_key" {
  for_each = var.all
  bucket   = aws_s3_bucket.a[each.key].id
}
resource "aws_s3_bucket_cors_configuration" "by_chain" {
  for_each = aws_s3_bucket.a
  bucket   = each.value.id
}
resource "aws_s3_bucket_cors_configuration" "by_name" {
  for_each = var.all
  bucket   = each.value.name
}
resource "aws_s3_bucket_cors_configuration" "other" {
  for_each = { for k, v in var.all : k => v if v.name != "" }
  bucket   = aws_s3_bucket.a[each.key].id
}
"#,
    );
    let of = |address: &str| {
        let found = tree.cors("aws_s3_bucket.a[each.key]").into_iter();
        let mut found = found.filter(|(cors, _)| cors.address.contains(address));
        found.next().map(|(cors, answer)| (answer, cors.exists.clone())).unwrap()
    };
    let exists = tree.bucket("aws_s3_bucket.a[each.key]").exists.clone();
    for address in ["by_key", "by_chain", "by_name"] {
        assert_eq!(of(address), (Answer::Yes, exists.clone()), "{address}");
    }
    assert_eq!(of("other").0, Answer::Maybe);
}

#[test]
fn a_choice_of_keys_keeps_its_conditions() {
    let tree = Tree::of(
        r#"
variable "on" { type = bool }
resource "aws_s3_bucket" "a" {
  for_each = var.on ? toset(["x", "y"]) : toset(["x"])
  bucket   = each.key
}
"#,
    );
    assert!(tree.bucket("aws_s3_bucket.a[\"x\"]").exists.is_always());
    assert_eq!(tree.bucket("aws_s3_bucket.a[\"y\"]").exists, Guard::when("||var.on", true));
}
