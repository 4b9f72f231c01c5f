//! Plans in JSON beside the configuration.

use super::Tree;

const MAIN: &str = r#"
variable "env" { type = string }
data "aws_ssm_parameter" "origins" { name = "origins" }
resource "aws_s3_bucket" "a" {
  bucket = "${var.env}-${data.aws_ssm_parameter.origins.value}"
}
resource "aws_s3_bucket_cors_configuration" "a" {
  bucket = aws_s3_bucket.a.id
  dynamic "cors_rule" {
    for_each = split(",", data.aws_ssm_parameter.origins.value)
    content {
      allowed_methods = ["GET"]
      allowed_origins = [cors_rule.value]
    }
  }
}
resource "aws_s3_bucket" "later" { bucket = data.aws_ssm_parameter.other.value }
data "aws_ssm_parameter" "other" { name = aws_s3_bucket.a.id }
"#;

const PLAN: &str = r#"{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {},
  "variables": {"env": {"value": "prod"}},
  "prior_state": {"values": {"root_module": {"resources": [
    {"address": "data.aws_ssm_parameter.origins", "values": {"value": "*"}, "sensitive_values": {"value": true}}]}}},
  "resource_changes": [
    {"address": "aws_s3_bucket.later", "change": {"actions": ["create"], "after": {"tags": null},
      "after_unknown": {"bucket": true}, "after_sensitive": {}}}],
  "configuration": {"root_module": {"resources": [
    {"address": "aws_s3_bucket.a", "mode": "managed", "type": "aws_s3_bucket", "name": "a"}]}}}"#;

fn definition(tree: &Tree, address: &str) -> crate::value::Value {
    let definition = tree.bucket(address).name.definition.clone().unwrap();
    definition.as_ref().clone()
}

#[test]
fn a_plan_tells_variables_and_values() {
    let tree = Tree::new(&[("main.tf", MAIN), ("tfplan.json", PLAN)]);
    assert_eq!(tree.messages(), Vec::<&str>::new());
    let name = definition(&tree, "aws_s3_bucket.a");
    assert_eq!(name.constant().as_deref(), Some("prod-*"));
    assert!(name.sensitive);
    assert_eq!(name.shown(), "(sensitive)");
    let (rules, open) = crate::aws::cors::rules(&tree.facts.cors[0].rules);
    assert!(open.is_none());
    assert_eq!(rules[0].lets_browsers_read(), crate::value::Answer::Yes);
    assert!(definition(&tree, "aws_s3_bucket.later").constant().is_none());
    assert!(tree.facts.worlds.is_empty());
}

#[test]
fn a_plan_is_one_deployment_beside_others() {
    let stage = ("stage.tfvars", "env = \"stage\"\n");
    let tree = Tree::new(&[("main.tf", MAIN), ("tfplan.json", PLAN), stage]);
    assert_eq!(tree.facts.worlds[0].len(), 2);
    assert_eq!(tree.facts.worlds[0][0].witness, ["tfplan.json is used"]);
    assert_eq!(definition(&tree, "aws_s3_bucket.a").alternatives().len(), 2);
}

#[test]
fn a_plan_of_another_configuration_is_not_used() {
    let plan = PLAN.replace("\"name\": \"a\"", "\"name\": \"gone\"");
    let tree = Tree::new(&[("main.tf", MAIN), ("tfplan.json", &plan)]);
    assert_eq!(
        tree.messages(),
        ["this plan was made of another configuration than the one beside it; it is not used"]
    );
    assert!(definition(&tree, "aws_s3_bucket.a").constant().is_none());
}
