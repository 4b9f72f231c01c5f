//! Deployments, what the command line gives, what is taken for granted, and what else Terraform and OpenTofu say of a
//! resource as a whole.

use super::Tree;
use crate::{
    config::{Assignment, Settings},
    value::{Answer, Is},
};

const NAMED: &str = r#"
variable "env" { type = string }
resource "aws_s3_bucket" "a" { bucket = "x-${var.env}" }
resource "aws_s3_bucket" "b" {
  count = var.env == "prod" ? 1 : 0
}
resource "aws_s3_bucket_cors_configuration" "b" {
  for_each = { for at, bucket in aws_s3_bucket.b : at => bucket.id }
  bucket   = each.value
}
"#;

fn name(tree: &Tree) -> String {
    tree.bucket("aws_s3_bucket.a").name.definition.as_ref().unwrap().shown()
}

#[test]
fn each_file_of_values_is_a_deployment() {
    let files = [
        ("main.tf", NAMED),
        ("envs/prod.tfvars", "env = \"prod\"\n"),
        ("envs/test/stage.tfvars", "env = \"stage\"\n"),
        ("envs/other.tfvars", "env = \"x\"\nunknown = 1\n"),
    ];
    let tree = Tree::new(&files);
    assert_eq!(name(&tree), "x-prod or x-stage");
    let witnesses: Vec<_> = tree.facts.worlds[0].iter().map(|world| &world.witness[0]).collect();
    assert_eq!(witnesses, ["envs/prod.tfvars is used", "envs/test/stage.tfvars is used"]);
    let exists = &tree.bucket("aws_s3_bucket.b[0]").exists;
    assert_eq!(*exists, tree.facts.worlds[0][0].decisions);
    let given = vec![Assignment::Value { name: "env".into(), text: "dev".into() }];
    let told = Tree::with(&files, &Settings { given, ..Settings::default() });
    assert_eq!(name(&told), "x-dev");
    let given = vec![
        Assignment::Value { name: "env".into(), text: "dev".into() },
        Assignment::File { path: "envs/prod.tfvars".into() },
    ];
    let told = Tree::with(&files, &Settings { given, ..Settings::default() });
    assert_eq!(name(&told), "x-prod");
}

#[test]
fn without_a_required_variable_no_file_is_a_deployment_too() {
    let main = NAMED.replace("type = string", "default = \"dev\"");
    let tree = Tree::new(&[("main.tf", &main), ("prod.tfvars", "env = \"prod\"\n")]);
    assert_eq!(name(&tree), "x-prod or x-dev");
}

#[test]
fn defaults_that_rules_hang_on_are_told() {
    let main = r#"
variable "origins" { default = [] }
variable "name" { default = "x" }
variable "methods" { default = ["GET"] }
resource "aws_s3_bucket" "a" { bucket = var.name }
resource "aws_s3_bucket_cors_configuration" "a" {
  count  = length(var.origins) > 0 ? 1 : 0
  bucket = aws_s3_bucket.a.id
  cors_rule {
    allowed_methods = var.methods
  }
}
"#;
    let told = |files: &[(&str, &str)]| -> Vec<String> {
        let assumptions = Tree::new(files).facts.assumptions.into_iter();
        assumptions.map(|one| one.label.text).collect()
    };
    let alone = told(&[("main.tf", main)]);
    let origins = "assumes the default of var.origins, which nothing here sets";
    assert_eq!(alone[0], origins);
    assert!(alone.iter().all(|text| !text.contains("var.name")), "{alone:?}");
    // a file of one deployment sets it
    let deployed = told(&[("main.tf", main), ("envs/dev.tfvars", "origins = [\"*\"]\n")]);
    assert!(deployed.iter().all(|text| text != origins), "{deployed:?}");
}

#[test]
fn an_import_tells_the_name() {
    let tree = Tree::of(
        r#"
import {
  to = aws_s3_bucket.a["k"]
  id = "old-name"
}
resource "aws_s3_bucket" "a" { for_each = toset(["k"]) }
"#,
    );
    let definition = tree.bucket("aws_s3_bucket.a[\"k\"]").name.definition.clone().unwrap();
    assert_eq!(definition.constant().as_deref(), Some("old-name"));
}

#[test]
fn opentofu_switches_resources_off() {
    let tree = Tree::of(
        r#"
variable "on" { type = bool }
resource "aws_s3_bucket" "off" {
  lifecycle { enabled = false }
}
resource "aws_s3_bucket" "some" {
  lifecycle { enabled = var.on }
}
resource "aws_s3_bucket_cors_configuration" "some" {
  bucket = try(aws_s3_bucket.some.id, "none")
  cors_rule { allowed_methods = ["GET"] }
}
locals { off = aws_s3_bucket.off }
resource "aws_s3_bucket" "c" { bucket = local.off == null ? "null" : "not null" }
"#,
    );
    assert_eq!(tree.addresses(), ["aws_s3_bucket.c", "aws_s3_bucket.some"]);
    let some = tree.bucket("aws_s3_bucket.some");
    assert_eq!(some.exists.decisions().len(), 1);
    assert_eq!(tree.cors("aws_s3_bucket.some")[0].1, Answer::Maybe);
    let definition = tree.bucket("aws_s3_bucket.c").name.definition.clone().unwrap();
    assert!(matches!(&definition.is, Is::Text(_)));
    assert_eq!(definition.constant().as_deref(), Some("null"));
}

#[test]
fn a_synthesized_block_tells_its_construct() {
    let tree = Tree::new(&[(
        "cdk.tf.json",
        r#"{"//": {"metadata": {"version": "0.21.0"}}, "resource": {"aws_s3_bucket": {"Frames_1A2B": {
          "//": {"metadata": {"path": "labeling/Frames", "uniqueId": "Frames_1A2B"}}, "bucket": "frames"}}}}"#,
    )]);
    let bucket = tree.bucket("aws_s3_bucket.Frames_1A2B");
    assert_eq!(bucket.callers[0].text, "the construct labeling/Frames");
    assert_eq!(tree.slice(bucket.header), "\"Frames_1A2B\"");
}

#[test]
fn an_override_needs_a_base() {
    let tree = Tree::new(&[
        ("main.tf", "locals { a = 1 }\nresource \"aws_s3_bucket\" \"a\" {}\n"),
        ("override.tf", "locals { b = 1 }\nresource \"aws_s3_bucket\" \"b\" {}\n"),
    ]);
    assert_eq!(
        tree.messages(),
        [
            "this override has no local.b to override",
            "this override has no resource aws_s3_bucket.b to override"
        ]
    );
}

#[test]
fn imports_of_many_and_into_modules() {
    let main = r#"
import {
  for_each = { a = "frames", b = "masks" }
  to       = aws_s3_bucket.each[each.key]
  id       = "acme-${each.value}"
}
import {
  to = module.m["x"].aws_s3_bucket.b
  id = "acme-inner@eu-west-1"
}
import {
  to       = aws_s3_bucket.identity[0]
  identity = { bucket = "acme-identity" }
}
import {
  for_each = var.old
  to       = aws_s3_bucket.open[each.key]
  id       = each.value
}
variable "old" { type = map(string) }
module "m" {
  for_each = toset(["x", "y"])
  source   = "./m"
}
resource "aws_s3_bucket" "each" { for_each = toset(["a", "b", "c"]) }
resource "aws_s3_bucket" "identity" { count = 2 }
resource "aws_s3_bucket" "open" { for_each = toset(["a"]) }
"#;
    let tree =
        Tree::new(&[("main.tf", main), ("m/main.tf", "resource \"aws_s3_bucket\" \"b\" {}")]);
    let name =
        |address: &str| tree.bucket(address).name.definition.as_ref().map(|name| name.constant());
    let known = |name: &str| Some(Some(name.to_owned()));
    assert_eq!(name("aws_s3_bucket.each[\"a\"]"), known("acme-frames"));
    assert_eq!(name("aws_s3_bucket.each[\"b\"]"), known("acme-masks"));
    assert_eq!(name("aws_s3_bucket.each[\"c\"]"), None);
    assert_eq!(name("module.m[\"x\"].aws_s3_bucket.b"), known("acme-inner"));
    assert_eq!(name("module.m[\"y\"].aws_s3_bucket.b"), None);
    assert_eq!(name("aws_s3_bucket.identity[0]"), known("acme-identity"));
    assert_eq!(name("aws_s3_bucket.identity[1]"), None);
    assert_eq!(name("aws_s3_bucket.open[\"a\"]"), Some(None));
}
