//! Modules that are not the tree's own.

use super::Tree;
use crate::{config::Settings, facts::Language, value::Answer};

const CALL: &str = r#"
module "store" {
  source    = "terraform-aws-modules/s3-bucket/aws"
  version   = "~> 5.0"
  bucket    = "frames"
  tags      = { Purpose = "labeling-input" }
  cors_rule = jsonencode([{ allowed_methods = ["GET"], allowed_origins = ["*"] }])
}
resource "aws_s3_bucket_notification" "n" {
  bucket = module.store.s3_bucket_id
  topic { topic_arn = module.store.s3_bucket_policy }
}
"#;

#[test]
fn a_well_known_module_by_its_outline() {
    let tree = Tree::of(CALL);
    assert_eq!(tree.messages(), Vec::<&str>::new());
    let bucket = tree.bucket("module.store.aws_s3_bucket.this[0]");
    assert_eq!(tree.slice(bucket.header), "module \"store\"");
    assert!(tree.slice(bucket.body).ends_with("])\n}"));
    assert_eq!(bucket.name.definition.as_ref().unwrap().constant().as_deref(), Some("frames"));
    assert_eq!(bucket.language, Language::TerraformCall { argument: "cors_rule" });
    let (cors, answer) = tree.cors("module.store.aws_s3_bucket.this[0]")[0];
    assert_eq!(answer, Answer::Yes);
    let (rules, _) = crate::aws::cors::rules(&cors.rules);
    assert_eq!(rules[0].lets_browsers_read(), Answer::Yes);
    assert_eq!(tree.slice(rules[0].methods.known[0].1.unwrap()), "\"GET\"");
    let notified = &tree.facts.notifications[0];
    assert_eq!(notified.bucket.symbols()[0].id, bucket.name.id);
    assert_eq!(notified.listener.named().unwrap().shown(), "${module.store.s3_bucket_policy}");
}

#[test]
fn the_wrapper_of_a_well_known_module() {
    let tree = Tree::of(
        r#"
module "stores" {
  source   = "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git//wrappers?ref=v5.0.0"
  defaults = { cors_rule = [{ allowed_methods = ["PUT"], allowed_origins = ["*"] }] }
  items = {
    a = { bucket = "a" }
    b = { bucket = "b", cors_rule = [] }
  }
}
"#,
    );
    assert_eq!(
        tree.addresses(),
        [
            "module.stores.module.wrapper[\"a\"].aws_s3_bucket.this[0]",
            "module.stores.module.wrapper[\"b\"].aws_s3_bucket.this[0]"
        ]
    );
    let bucket = tree.bucket("module.stores.module.wrapper[\"a\"].aws_s3_bucket.this[0]");
    assert_eq!(tree.slice(bucket.header), "module \"stores\"");
    assert_eq!(bucket.callers.len(), 1);
    assert_eq!(tree.facts.cors.len(), 1);
    assert_eq!(tree.slice(tree.facts.cors[0].header), "module \"stores\"");
}

#[test]
fn cloudposse() {
    let tree = Tree::of(
        r#"
variable "rules" { default = [] }
module "on" {
  source             = "cloudposse/s3-bucket/aws"
  name               = "frames"
  cors_configuration = [{ allowed_methods = ["GET"], allowed_origins = ["*"] }]
}
module "none" {
  source             = "cloudposse/s3-bucket/aws"
  cors_configuration = var.rules
}
module "off" {
  source  = "cloudposse/s3-bucket/aws"
  enabled = false
}
"#,
    );
    assert_eq!(
        tree.addresses(),
        ["module.none.aws_s3_bucket.default[0]", "module.on.aws_s3_bucket.default[0]"]
    );
    assert_eq!(tree.facts.cors.len(), 1);
    assert_eq!(tree.cors("module.on.aws_s3_bucket.default[0]")[0].1, Answer::Yes);
}

#[test]
fn a_module_that_was_fetched() {
    let listing = r#"{"Modules": [{"Key": "", "Source": "", "Dir": "."},
      {"Key": "store", "Source": "git::https://example.com/store.git", "Dir": ".terraform/modules/store"},
      {"Key": "store.inner", "Source": "./inner", "Dir": ".terraform/modules/store/inner"}]}"#;
    let main =
        |url: &str| format!("module \"store\" {{\n  source = \"{url}\"\n  origins = [\"*\"]\n}}\n");
    let files = |main: &str| {
        Tree::new(&[
            ("app/main.tf", main),
            ("app/.terraform/modules/modules.json", listing),
            (
                "app/.terraform/modules/store/main.tf",
                "variable \"origins\" {}\nmodule \"inner\" {\n  source = \"./inner\"\n  origins = var.origins\n}\n",
            ),
            (
                "app/.terraform/modules/store/inner/main.tf",
                r#"
variable "origins" {}
resource "aws_s3_bucket" "this" { bucket = "x" }
resource "aws_s3_bucket_cors_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = var.origins
  }
}
"#,
            ),
        ])
    };
    let tree = files(&main("git::https://example.com/store.git"));
    let bucket = tree.bucket("module.store.module.inner.aws_s3_bucket.this");
    assert_eq!(tree.slice(bucket.header), "module \"store\"");
    let (rules, _) = crate::aws::cors::rules(&tree.facts.cors[0].rules);
    assert_eq!(tree.slice(rules[0].methods.known[0].1.unwrap()), "module \"store\"");
    assert_eq!(tree.slice(rules[0].origins.known[0].1.unwrap()), "\"*\"");
    let stale = files(&main("git::https://example.com/other.git"));
    assert!(stale.addresses().is_empty());
}

#[test]
fn an_outline_of_the_user() {
    let outline = r#"
variable "store" {}
resource "aws_s3_bucket" "b" { bucket = var.store }
output "id" { value = aws_s3_bucket.b.id }
"#;
    let modules = [("app.terraform.io/acme/bucket/aws".to_owned(), "outlines/bucket".to_owned())];
    let settings = Settings { modules: modules.into(), ..Settings::default() };
    let files = [
        (
            "main.tf",
            "module \"m\" {\n  source = \"app.terraform.io/acme/bucket/aws\"\n  store = \"x\"\n}\n",
        ),
        ("outlines/bucket/main.tf", outline),
    ];
    let tree = Tree::with(&files, &settings);
    let bucket = tree.bucket("module.m.aws_s3_bucket.b");
    assert_eq!(tree.slice(bucket.header), "module \"m\"");
}
