//! Roles, policies and functions.

use super::Tree;
use crate::{aws::iam::statements, facts::Policy, value::Part};

#[test]
fn policies_reach_their_roles() {
    let tree = Tree::of(
        r#"
resource "aws_s3_bucket" "a" {}
data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.a.arn}/*"]
  }
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "r" {
  name               = "labeling"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  inline_policy {
    name   = "own"
    policy = jsonencode({ Statement = [] })
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.read.json }
resource "aws_iam_role_policy_attachment" "p" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.p.arn
}
resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"
}
resource "aws_iam_role_policy" "in" {
  role   = aws_iam_role.r.id
  policy = data.aws_iam_policy_document.read.json
}
resource "aws_sagemaker_flow_definition" "f" {
  role_arn = aws_iam_role.r.arn
  output_config { s3_output_path = "s3://${aws_s3_bucket.a.bucket}/out" }
}
"#,
    );
    let role = &tree.facts.roles[0];
    assert!(statements(&role.trust)[0].trusts("sagemaker."));
    assert_eq!(tree.facts.grants.len(), 4);
    for grant in &tree.facts.grants {
        assert_eq!(grant.role.symbols()[0].id, role.name.id, "{}", grant.address);
    }
    let documents = tree.facts.grants.iter().filter_map(|grant| match &grant.policy {
        Policy::Document(document) => Some(statements(document)),
        Policy::Managed(_) => None,
    });
    let reads: Vec<bool> =
        documents.map(|all| all.iter().any(|one| one.allows("s3:GetObject"))).collect();
    assert_eq!(reads.iter().filter(|reads| **reads).count(), 2);
    let flow = &tree.facts.flows[0];
    let last = flow.role.symbols().last().map(|symbol| symbol.id.clone());
    assert_eq!(last, Some(role.name.id.clone()));
}

#[test]
fn functions_with_their_sources() {
    let tree = Tree::new(&[
        (
            "main.tf",
            r#"
resource "aws_s3_bucket" "a" {}
data "archive_file" "zip" {
  source_dir = "${path.module}/src"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  filename      = data.archive_file.zip.output_path
  role          = "arn:aws:iam::123456789012:role/elsewhere"
  environment {
    variables = { BUCKET = aws_s3_bucket.a.id }
  }
}
"#,
        ),
        ("src/index.py", "create_labeling_job"),
    ]);
    let function = &tree.facts.functions[0];
    assert_eq!(function.paths, ["src"]);
    let bucket = function.environment.get("BUCKET");
    assert_eq!(bucket.symbols()[0].id, tree.bucket("aws_s3_bucket.a").name.id);
}

const FUNCTION: &str = r#"
resource "aws_lambda_function" "f" { role = aws_iam_role.r.arn }
resource "aws_iam_role" "r" { name = "service" }
resource "aws_iam_role" "other" {}
resource "aws_iam_role_policy" "logs" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}
"#;

/// A policy with the right to label, given to a role.
fn given(role: &str) -> String {
    format!(
        r#"
resource "aws_iam_role_policy" "label" {{
  role   = {role}
  policy = jsonencode({{ Statement = [{{ Effect = "Allow", Action = "SageMaker:*", Resource = "*" }}] }})
}}
"#
    )
}

#[test]
fn functions_that_cannot_label_are_left_out() {
    let attached = |arn: &str| {
        format!(
            r#"
resource "aws_iam_role_policy_attachment" "a" {{
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/{arn}"
}}
"#
        )
    };
    let idle = [
        String::new(),
        given("aws_iam_role.other.id"),
        given(r#"coalesce(aws_iam_role.other.name, "service")"#),
        attached("AmazonS3FullAccess"),
    ];
    for more in &idle {
        let tree = Tree::of(&format!("{FUNCTION}{more}"));
        assert_eq!(tree.facts.functions.len(), 0, "{more}");
    }
    let able = [
        given("aws_iam_role.r.id"),
        given("aws_iam_role.r.arn"),
        given(r#""service""#),
        given("var.any"),
        given(r#"data.aws_x.y ? aws_iam_role.r.id : "x""#),
        attached("AdministratorAccess"),
        attached("AmazonAugmentedAIFullAccess"),
        attached("AmazonSageMakerFullAccess"),
        format!(
            r#"{} variable "any" {{}}"#,
            given("each.value").replace("{\n", "{\n for_each = var.any\n")
        ),
    ];
    for more in &able {
        let tree = Tree::of(&format!("{FUNCTION}{more}"));
        assert_eq!(tree.facts.functions.len(), 1, "{more}");
    }
}

#[test]
fn another_root_may_give_a_role_the_right_to_label() {
    let state = r#"terraform {
  backend "s3" {
    bucket = "states"
    key    = "functions"
  }
}
output "role" { value = aws_iam_role.r.name }
"#;
    let reader = r#"data "terraform_remote_state" "f" {
  backend = "s3"
  config  = { bucket = "states", key = "functions" }
}"#;
    let other = format!("{reader}{}", given("data.terraform_remote_state.f.outputs.role"));
    let own = format!("{FUNCTION}{state}");
    let tree = Tree::new(&[("functions/main.tf", &own), ("rights/main.tf", &other)]);
    assert_eq!(tree.facts.functions.len(), 1);
}

#[test]
fn schedules_that_call_an_api() {
    let tree = Tree::of(
        r#"
resource "aws_scheduler_schedule" "s" {
  target {
    arn   = "arn:aws:scheduler:::aws-sdk:sagemaker:createLabelingJob"
    input = jsonencode({ InputConfig = { DataSource = { S3DataSource = { ManifestS3Uri = "s3://x/m" } } } })
  }
}
resource "aws_scheduler_schedule" "other" {
  target { arn = "arn:aws:lambda:us-east-1:1:function:f" }
}
"#,
    );
    assert_eq!(tree.facts.requests.len(), 1);
    let request = crate::aws::labeling::labeling_job(&tree.facts.requests[0].request);
    assert_eq!(request.inputs[0].constant().as_deref(), Some("s3://x/m"));
}

#[test]
fn policies_that_are_looked_up_by_their_names() {
    let tree = Tree::of(
        r#"
data "aws_caller_identity" "me" {}
data "aws_iam_policy" "aws" { name = "AmazonSageMakerGroundTruthExecution" }
data "aws_iam_policy" "own" { name = "labeling-read" }
resource "aws_iam_policy" "own" {
  name   = "labeling-read"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}
resource "aws_iam_role" "r" {
  name = "labeling"
  managed_policy_arns = [
    data.aws_iam_policy.aws.arn,
    data.aws_iam_policy.own.arn,
    "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy/labeling-read",
    "arn:aws:iam::aws:policy/labeling-read",
    "arn:aws:iam::123456789012:policy/${var.prefix}labeling-read",
  ]
}
variable "prefix" {}
"#,
    );
    let shown = tree.facts.grants.iter().map(|grant| match &grant.policy {
        Policy::Document(document) => format!("{} statement", statements(document).len()),
        Policy::Managed(arn) => match arn.as_parts().unwrap().last() {
            Some(Part::Literal(last)) => last.as_str().to_owned(),
            last => panic!("{last:?}"),
        },
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "/AmazonSageMakerGroundTruthExecution",
            "1 statement",
            "1 statement",
            "arn:aws:iam::aws:policy/labeling-read",
            "labeling-read",
        ]
    );
}

#[test]
fn statements_of_several_documents() {
    let tree = Tree::of(
        r#"
data "aws_iam_policy_document" "base" {
  statement {
    sid     = "Read"
    actions = ["s3:GetObject"]
  }
  statement {
    sid     = "Write"
    actions = ["s3:PutObject"]
  }
  statement { actions = ["s3:ListBucket"] }
}
data "aws_iam_policy_document" "over" {
  statement {
    sid     = "Write"
    actions = ["s3:PutObjectTagging"]
  }
  statement { actions = ["s3:ListBucket"] }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
  statement {
    sid     = "Read"
    actions = ["s3:GetObjectTagging"]
  }
  dynamic "statement" {
    for_each = var.locked ? ["Write"] : []
    content {
      sid     = statement.value
      actions = ["s3:DeleteObject"]
    }
  }
}
variable "locked" { type = bool }
resource "aws_iam_role_policy" "p" { policy = data.aws_iam_policy_document.all.json }
"#,
    );
    let Policy::Document(document) = &tree.facts.grants[0].policy else { panic!() };
    let all = statements(document).into_iter();
    let actions: Vec<String> = all.map(|one| one.actions[0].constant().unwrap()).collect();
    let expected = ["GetObjectTagging", "PutObjectTagging", "ListBucket", "ListBucket"];
    assert_eq!(actions, expected.map(|action| format!("s3:{action}")));
}
