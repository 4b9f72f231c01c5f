//! Buckets and their CORS rules.

use super::Tree;
use crate::{
    aws::cors::rules,
    value::{Answer, Guard},
};

#[test]
fn a_bucket_and_its_rules() {
    let tree = Tree::of(
        r#"
variable "env" {}
resource "aws_s3_bucket" "a" {
  bucket = "frames-${var.env}"
  tags   = { Purpose = "labeling-input" }
}
resource "aws_s3_bucket_cors_configuration" "a" {
  bucket = aws_s3_bucket.a.id
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
"#,
    );
    let bucket = tree.bucket("aws_s3_bucket.a");
    assert_eq!(tree.slice(bucket.header), "resource \"aws_s3_bucket\" \"a\"");
    assert_eq!(bucket.name.definition.as_ref().unwrap().shown(), "frames-${var.env}");
    assert_eq!(bucket.tags.get("Purpose").constant().as_deref(), Some("labeling-input"));
    let (cors, answer) = tree.cors("aws_s3_bucket.a")[0];
    assert_eq!(answer, Answer::Yes);
    let (all, open) = rules(&cors.rules);
    assert!(open.is_none());
    assert_eq!(all[0].lets_browsers_read(), Answer::Yes);
    let span = all[0].methods.span_of("GET").unwrap();
    assert_eq!(tree.slice(span), "\"GET\"");
}

#[test]
fn rules_inside_the_bucket() {
    let tree = Tree::of(
        r#"
resource "aws_s3_bucket" "block" {
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
resource "aws_s3_bucket" "argument" {
  cors_rule = [{ allowed_methods = ["PUT"], allowed_origins = ["*"] }]
}
resource "aws_s3_bucket" "none" {}
"#,
    );
    assert_eq!(tree.facts.cors.len(), 2);
    let header = |at: usize| tree.slice(tree.facts.cors[at].header);
    assert_eq!((header(0), header(1)), ("cors_rule".into(), "cors_rule".into()));
}

#[test]
fn dynamic_rules_stand_beside_static_ones() {
    let tree = Tree::of(
        r#"
variable "more" { type = list(object({ methods = list(string) })) }
variable "on" { type = bool }
resource "aws_s3_bucket" "a" {
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
  dynamic "cors_rule" {
    for_each = var.more
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = ["*"]
    }
  }
}
resource "aws_s3_bucket" "b" {
  dynamic "cors_rule" {
    for_each = var.on ? [["GET"]] : []
    iterator = rule
    content {
      allowed_methods = rule.value
      allowed_origins = ["*"]
    }
  }
}
"#,
    );
    let (all, open) = rules(&tree.facts.cors[0].rules);
    assert_eq!(all.len(), 1);
    assert_eq!(open.unwrap().sentence(), "var.more, which has no value here");
    let on = |is| Guard::when("||var.on", is);
    let count = |is| rules(&tree.facts.cors[1].rules.under(&on(is))).0.len();
    assert_eq!((count(true), count(false)), (1, 0));
    assert_eq!(tree.facts.conditions[0].when_true, "var.on is true");
}

#[test]
fn default_tags_lie_under_the_tags_of_the_bucket() {
    let tree = Tree::of(
        r#"
provider "aws" {
  default_tags { tags = { Purpose = "labeling-input", Team = "ml" } }
}
resource "aws_s3_bucket" "a" { tags = { Purpose = "logs" } }
"#,
    );
    let tags = &tree.bucket("aws_s3_bucket.a").tags;
    assert_eq!(tags.get("Purpose").constant().as_deref(), Some("logs"));
    assert_eq!(tags.get("Team").constant().as_deref(), Some("ml"));
    assert!(crate::aws::tags::Tags::default().markers(tags).is_empty());
}

#[test]
fn the_provider_of_a_module_is_the_one_that_its_call_hands_down() {
    let root = r#"
provider "aws" {
  default_tags { tags = { Team = "ml" } }
}
provider "aws" {
  alias = "plain"
}
provider "aws" {
  alias = "paris"
  default_tags { tags = { Team = "paris" } }
}
module "inherits" { source = "./m" }
module "same" {
  source    = "./m"
  providers = { aws = aws }
}
module "plain" {
  source    = "./m"
  providers = { aws = aws.plain, aws.copy = aws.paris }
}
"#;
    let m = r#"
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", configuration_aliases = [aws.copy] }
  }
}
provider "aws" {
  alias = "old"
}
resource "aws_s3_bucket" "a" {}
resource "aws_s3_bucket" "copy" { provider = aws.copy }
module "inner" {
  source    = "../inner"
  providers = { aws = aws.copy }
}
"#;
    let inner = r#"{"resource": {"aws_s3_bucket": {"b": {}}}, "module": {"last": {
        "source": "../last", "providers": {"aws.other": "aws"}}}}"#;
    let last = "resource \"aws_s3_bucket\" \"c\" { provider = aws.other }";
    let tree = Tree::new(&[
        ("main.tf", root),
        ("m/main.tf", m),
        ("inner/main.tf.json", inner),
        ("last/main.tf", last),
    ]);
    let team = |address: &str| tree.bucket(address).tags.get("Team").constant();
    assert_eq!(team("module.inherits.aws_s3_bucket.a").as_deref(), Some("ml"));
    assert_eq!(team("module.same.aws_s3_bucket.a").as_deref(), Some("ml"));
    assert_eq!(team("module.plain.aws_s3_bucket.a"), None);
    assert_eq!(team("module.plain.aws_s3_bucket.copy").as_deref(), Some("paris"));
    assert_eq!(team("module.inherits.aws_s3_bucket.copy"), None);
    assert_eq!(team("module.plain.module.inner.aws_s3_bucket.b").as_deref(), Some("paris"));
    let last = "module.plain.module.inner.module.last.aws_s3_bucket.c";
    assert_eq!(team(last).as_deref(), Some("paris"));
}

#[test]
fn who_else_may_set_the_rules() {
    let tree = Tree::of(
        r#"
resource "aws_s3_bucket" "ignored" {
  lifecycle { ignore_changes = [tags, cors_rule] }
}
resource "aws_s3_bucket" "beside" {
  lifecycle { ignore_changes = [cors_rule] }
}
resource "aws_s3_bucket_cors_configuration" "beside" {
  bucket = aws_s3_bucket.beside.id
}
resource "aws_s3_bucket" "command" {}
resource "null_resource" "cors" {
  provisioner "local-exec" {
    command = "aws s3api put-bucket-cors --bucket ${aws_s3_bucket.command.id} --cors-configuration file://x"
  }
}
module "cors" {
  source = "example/s3-cors/aws"
  bucket = aws_s3_bucket.given.id
}
resource "aws_s3_bucket" "given" {}
resource "aws_s3_bucket" "plain" {}
"#,
    );
    let elsewhere =
        |name: &str| tree.bucket(&format!("aws_s3_bucket.{name}")).managed_elsewhere.len();
    assert_eq!(["ignored", "beside", "command", "given", "plain"].map(elsewhere), [1, 0, 1, 1, 0]);
    assert_eq!(tree.facts.requests[0].request.get("Bucket").symbols().len(), 1);
}

#[test]
fn a_broken_file_keeps_the_others() {
    let tree = Tree::new(&[
        ("a.tf", "resource \"aws_s3_bucket\" \"a\" {}\n"),
        ("b.tf", "resource \"aws_s3_bucket_cors_configuration\" \"a\" {\n  bucket = = 1\n}\n"),
    ]);
    assert_eq!(tree.addresses(), ["aws_s3_bucket.a"]);
    assert_eq!(tree.facts.problems.len(), 1);
    let why = &tree.bucket("aws_s3_bucket.a").managed_elsewhere[0];
    assert_eq!(
        why.text,
        "a part of the configuration that could not be read and may set the CORS rules"
    );
}

#[test]
fn directives_stand_where_they_were_written() {
    let tree = Tree::new(&[
        (
            "a.tf",
            "# cors-lint: labeling-input\nresource \"aws_s3_bucket\" \"a\" {}\n# about cors-lint\n",
        ),
        (
            "b.tf.json",
            r#"{"resource": {"aws_s3_bucket": {"b": {"//": "cors-lint: ignore missing-cors", "bucket": "x"}}}}"#,
        ),
    ]);
    let texts: Vec<&str> = tree.facts.directives.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["labeling-input", "ignore missing-cors"]);
    assert_eq!(tree.facts.directives[1].on, Some(tree.bucket("aws_s3_bucket.b").body));
}

#[test]
fn buckets_that_are_only_looked_up() {
    let tree = Tree::of(
        r#"
data "aws_s3_bucket" "x" { bucket = "raw-${terraform.workspace}" }
resource "aws_sagemaker_labeling_job" "j" {
  input_config {
    data_source {
      s3_data_source { manifest_s3_uri = "s3://${data.aws_s3_bucket.x.id}/m" }
    }
  }
}
"#,
    );
    let bucket = tree.bucket("data.aws_s3_bucket.x");
    assert!(!bucket.declared);
    let request = crate::aws::labeling::labeling_job(&tree.facts.requests[0].request);
    assert_eq!(request.inputs[0].symbols()[0].id, bucket.name.id);
}

#[test]
fn buckets_of_the_cloud_control_provider() {
    let tree = Tree::of(
        r#"
resource "awscc_s3_bucket" "a" {
  bucket_name = "x"
  tags        = [{ key = "Purpose", value = "labeling-input" }]
  cors_configuration = {
    cors_rules = [{ allowed_methods = ["GET"], allowed_origins = ["*"] }]
  }
}
"#,
    );
    let tags = &tree.bucket("awscc_s3_bucket.a").tags;
    assert_eq!(crate::aws::tags::Tags::default().markers(tags).len(), 1);
    let (all, _) = rules(&tree.cors("awscc_s3_bucket.a")[0].0.rules);
    assert_eq!(all[0].lets_browsers_read(), Answer::Yes);
}
