//! Modules, variables, overrides, JSON syntax.

use super::Tree;
use crate::value::Answer;

const STORE: &str = r#"
variable "name" { type = string }
variable "rules" {
  type    = list(object({ methods = list(string) }))
  default = []
}
resource "aws_s3_bucket" "this" { bucket = var.name }
resource "aws_s3_bucket_cors_configuration" "this" {
  count  = length(var.rules) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this.id
  dynamic "cors_rule" {
    for_each = var.rules
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = ["*"]
    }
  }
}
output "id" { value = aws_s3_bucket.this.id }
"#;

#[test]
fn a_module_is_evaluated_for_each_call() {
    let tree = Tree::new(&[
        (
            "app/main.tf",
            r#"
module "a" {
  source = "../modules/store"
  name   = "a"
  rules  = [{ methods = ["GET"] }]
}
module "b" {
  for_each = toset(["x"])
  source   = "../modules/store"
  name     = "b-${each.key}"
}
resource "aws_sns_topic" "t" {}
resource "aws_s3_bucket_notification" "n" {
  bucket = module.b["x"].id
  topic { topic_arn = aws_sns_topic.t.arn }
}
"#,
        ),
        ("modules/store/main.tf", STORE),
    ]);
    assert_eq!(
        tree.addresses(),
        ["module.a.aws_s3_bucket.this", "module.b[\"x\"].aws_s3_bucket.this"]
    );
    let bucket = tree.bucket("module.b[\"x\"].aws_s3_bucket.this");
    assert_eq!(bucket.callers[0].text, "called here as module.b[\"x\"]");
    assert_eq!(tree.slice(bucket.callers[0].span), "module \"b\"");
    assert_eq!(bucket.name.definition.as_ref().unwrap().constant().as_deref(), Some("b-x"));
    let notified = &tree.facts.notifications[0].bucket;
    assert_eq!(notified.symbols()[0].id, bucket.name.id);
    assert_eq!(tree.facts.cors.len(), 1);
    assert_eq!(tree.cors("module.a.aws_s3_bucket.this")[0].1, Answer::Yes);
    let via = &tree.facts.cors[0].rules.elements().0[0].via;
    assert!(via.iter().any(|hop| hop.text == "given to module.a as rules"), "{via:?}");
}

#[test]
fn a_library_hands_out_its_bucket() {
    let tree = Tree::new(&[("modules/store/main.tf", STORE)]);
    let bucket = tree.bucket("aws_s3_bucket.this");
    assert_eq!(bucket.managed_elsewhere[0].text, "the callers that output id hands the bucket to");
    let here = Tree::new(&[("main.tf", STORE), ("terraform.tfvars", "name = \"x\"\n")]);
    assert!(here.bucket("aws_s3_bucket.this").managed_elsewhere.is_empty());
}

#[test]
fn values_of_variables_in_order() {
    let main =
        "variable \"v\" { default = \"0\" }\nresource \"aws_s3_bucket\" \"a\" { bucket = var.v }\n";
    let mut files = vec![("main.tf", main)];
    let given = [
        ("terraform.tfvars", "v = \"1\"\n"),
        ("terraform.tfvars.json", "{\"v\": \"2\"}"),
        ("a.auto.tfvars.json", "{\"v\": \"3\"}"),
        ("b.auto.tfvars", "v = \"4\"\n"),
        ("other.tfvars", "v = \"5\"\n"),
    ];
    for (at, file) in given.into_iter().enumerate() {
        let name = |tree: &Tree| {
            let bucket = tree.bucket("aws_s3_bucket.a");
            bucket.name.definition.as_ref().unwrap().constant().unwrap()
        };
        assert_eq!(name(&Tree::new(&files)), at.to_string());
        files.push(file);
    }
}

#[test]
fn a_default_is_an_assumption() {
    let tree = Tree::of(
        "variable \"v\" { default = \"x\" }\nresource \"aws_s3_bucket\" \"a\" { bucket = var.v }\n",
    );
    let definition = tree.bucket("aws_s3_bucket.a").name.definition.clone().unwrap();
    assert_eq!(definition.via[0].text, "default of var.v");
    assert_eq!(tree.slice(definition.via[0].span), "\"x\"");
}

#[test]
fn overrides_replace_blocks_of_a_type() {
    let tree = Tree::new(&[
        (
            "main.tf",
            r#"
resource "aws_s3_bucket" "a" {
  bucket = "base"
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
"#,
        ),
        (
            "x_override.tf.json",
            r#"{"resource": {"aws_s3_bucket": {"a": {"bucket": "over", "dynamic": {"cors_rule": {
              "for_each": ["PUT"], "content": {"allowed_methods": ["${cors_rule.value}"]}}}}}}}"#,
        ),
    ]);
    let bucket = tree.bucket("aws_s3_bucket.a");
    assert_eq!(bucket.name.definition.as_ref().unwrap().constant().as_deref(), Some("over"));
    let (all, _) = crate::aws::cors::rules(&tree.facts.cors[0].rules);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].methods.known[0].0, "PUT");
    let span = all[0].methods.known[0].1.unwrap();
    assert_eq!(tree.slice(span), "\"PUT\"");
}

#[test]
fn json_syntax() {
    let tree = Tree::new(&[(
        "main.tf.json",
        r#"{
  "variable": {"env": {"default": "a${b"}},
  "resource": {
    "aws_s3_bucket": {"a": [{"bucket": "\u0066rames-${upper(\"x\")}-$${y}"}]},
    "aws_s3_bucket_cors_configuration": {"a": {
      "bucket": "${aws_s3_bucket.a.id}",
      "cors_rule": [{"allowed_methods": ["GET"], "allowed_origins": ["*"]}]}}
  }
}"#,
    )]);
    let bucket = tree.bucket("aws_s3_bucket.a");
    let definition = bucket.name.definition.clone().unwrap();
    assert_eq!(definition.constant().as_deref(), Some("frames-X-${y}"));
    assert_eq!(tree.slice(bucket.header), "\"a\"");
    let (cors, answer) = tree.cors("aws_s3_bucket.a")[0];
    assert_eq!(answer, Answer::Yes);
    let (all, _) = crate::aws::cors::rules(&cors.rules);
    assert_eq!(all[0].lets_browsers_read(), Answer::Yes);
}

#[test]
fn a_module_that_is_not_there() {
    let tree = Tree::of(
        r#"
module "gone" { source = "./gone" }
resource "aws_s3_bucket" "a" { bucket = module.gone.name }
"#,
    );
    assert_eq!(
        tree.messages(),
        ["the module \"./gone\" is not there, so what it declares is not judged"]
    );
    let definition = tree.bucket("aws_s3_bucket.a").name.definition.clone().unwrap();
    assert_eq!(definition.shown(), "${module.gone.name}");
}

#[test]
fn opentofu_files_hide_their_twins() {
    let tree = Tree::new(&[
        ("a.tf", "resource \"aws_s3_bucket\" \"tf\" {}\n"),
        ("a.tofu", "resource \"aws_s3_bucket\" \"tofu\" {}\n"),
        (".b.tf", "resource \"aws_s3_bucket\" \"hidden\" {}\n"),
    ]);
    assert_eq!(tree.addresses(), ["aws_s3_bucket.tofu"]);
}

#[test]
fn templates_are_read_from_the_tree() {
    let tree = Tree::new(&[
        ("app/main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"),
        (
            "app/m/main.tf",
            r#"
resource "aws_s3_bucket" "a" {}
resource "aws_sfn_state_machine" "m" {
  definition = templatefile("${path.module}/m.json", { bucket = aws_s3_bucket.a.bucket })
}
"#,
        ),
        (
            "app/m/m.json",
            r#"{"States": {"L": {"Resource": "arn:aws:states:::sagemaker:createLabelingJob",
  "Parameters": {"InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://${bucket}/m"}}}}}}}"#,
        ),
    ]);
    let definition = crate::value::json::decoded(&tree.facts.machines[0].definition).unwrap();
    let calls = crate::aws::states::calls(&definition);
    let request = crate::aws::labeling::labeling_job(&calls[0].request);
    let bucket = tree.bucket("module.m.aws_s3_bucket.a");
    assert_eq!(request.inputs[0].symbols()[0].id, bucket.name.id);
    let span = request.inputs[0].span.unwrap();
    assert_eq!(tree.sources.path(span.file), "app/m/m.json");
}

#[test]
fn sources_that_are_put_together() {
    let main = r#"
locals {
  kind = "in"
  home = "./modules"
}
module "a" {
  source = "${local.home}/${local.kind}"
  name   = "frames"
}
module "b" { source = "./modules/${var.kind}" }
variable "kind" { default = "out" }
"#;
    let module = "variable \"name\" { default = \"x\" }\nresource \"aws_s3_bucket\" \"b\" { bucket = var.name }";
    let tree = Tree::new(&[
        ("app/main.tofu", main),
        ("app/modules/in/main.tf", module),
        ("app/modules/out/main.tf", module),
        ("app/modules/run/main.tf", &format!("{module}\nterraform {{\n  backend \"s3\" {{}}\n}}")),
        ("other/main.tf", module),
    ]);
    assert_eq!(tree.messages(), Vec::<&str>::new());
    let all = tree.facts.buckets.iter();
    let all = all.map(|one| (one.address.as_str(), one.managed_elsewhere.len()));
    let expected = [("module.a.aws_s3_bucket.b", 0), ("aws_s3_bucket.b", 1)];
    let run = [("aws_s3_bucket.b", 0), ("aws_s3_bucket.b", 0)];
    assert_eq!(all.collect::<Vec<_>>(), [expected, run].concat());
    let call = &tree.facts.buckets[1].managed_elsewhere[0];
    assert_eq!(tree.slice(call.span), "\"./modules/${var.kind}\"");
}

#[test]
fn the_settings_of_a_bucket_have_its_name() {
    let tree = Tree::of(
        r#"
resource "aws_s3_bucket" "b" { bucket_prefix = "acme-" }
resource "aws_s3_bucket_versioning" "v" { bucket = aws_s3_bucket.b.id }
resource "aws_s3_bucket_public_access_block" "p" { bucket = aws_s3_bucket_versioning.v.id }
resource "aws_s3_bucket_acl" "a" { bucket = aws_s3_bucket.b.id }
resource "aws_s3_bucket_logging" "l" {
  bucket                = aws_s3_bucket.b.id
  expected_bucket_owner = "123456789012"
}
resource "aws_s3_bucket_cors_configuration" "p" { bucket = aws_s3_bucket_public_access_block.p.id }
resource "aws_s3_bucket_cors_configuration" "each" {
  for_each = { p = aws_s3_bucket_public_access_block.p }
  bucket   = each.value.id
}
resource "aws_s3_bucket_cors_configuration" "a" { bucket = aws_s3_bucket_acl.a.bucket }
resource "aws_s3_bucket_cors_configuration" "acl" { bucket = aws_s3_bucket_acl.a.id }
resource "aws_s3_bucket_cors_configuration" "log" { bucket = aws_s3_bucket_logging.l.id }
"#,
    );
    let all = tree.cors("aws_s3_bucket.b");
    let sure = all.iter().filter(|(_, answer)| *answer == crate::value::Answer::Yes);
    let sure: Vec<&str> = sure.map(|(cors, _)| cors.address.rsplit('.').next().unwrap()).collect();
    assert_eq!(sure, ["a", "each[\"p\"]", "p"]);
}
