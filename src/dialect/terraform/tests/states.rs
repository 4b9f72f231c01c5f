//! Roots that read what others keep.

use super::Tree;
use crate::value::Answer;

const STORAGE: &str = r#"
resource "aws_s3_bucket" "frames" {
  for_each = toset(["a", "b"])
}
output "frames" { value = aws_s3_bucket.frames["a"].id }
output "all" { value = { for key, bucket in aws_s3_bucket.frames : key => bucket.arn } }
"#;

fn reader(data: &str) -> String {
    format!(
        r#"
data "terraform_remote_state" "storage" {{
  {data}
}}
locals {{
  outputs = data.terraform_remote_state.storage.outputs
}}
resource "aws_s3_bucket_cors_configuration" "a" {{
  bucket = local.outputs.frames
}}
resource "aws_s3_bucket_cors_configuration" "b" {{
  bucket = element(split(":::", local.outputs.all["b"]), 1)
}}
"#
    )
}

/// For each bucket, the answers of the configurations that may be its own.
fn answers(tree: &Tree) -> Vec<Vec<Answer>> {
    let of = |address: &str| tree.cors(address).into_iter().map(|(_, answer)| answer).collect();
    ["a", "b"].iter().map(|key| of(&format!("aws_s3_bucket.frames[\"{key}\"]"))).collect()
}

#[test]
fn a_state_is_known_by_its_place() {
    let s3 = r#"
terraform {
  backend "s3" {
    bucket = "states"
    key    = "storage"
  }
}
"#;
    let cloud = r#"
terraform {
  cloud {
    organization = "acme"
    workspaces {
      name = "storage"
    }
  }
}
"#;
    for (backend, data) in [
        (
            s3,
            "backend = \"s3\"\nconfig = { bucket = \"states\", key = \"storage\", region = \"us-east-1\" }",
        ),
        (
            cloud,
            "backend = \"remote\"\nconfig = { organization = \"acme\", workspaces = { name = \"storage\" } }",
        ),
        (
            "",
            "backend = \"local\"\nconfig = { path = \"${path.module}/../storage/terraform.tfstate\" }",
        ),
    ] {
        let storage = format!("{backend}\n{STORAGE}");
        let tree = Tree::new(&[("storage/main.tf", &storage), ("jobs/main.tf", &reader(data))]);
        let all = answers(&tree);
        assert!(all[0].contains(&Answer::Yes) && all[1].contains(&Answer::Yes), "{data}: {all:?}");
    }
}

#[test]
fn another_state_is_not_in_view() {
    let data = "backend = \"local\"\nconfig = { path = \"../network/terraform.tfstate\" }";
    let tree = Tree::new(&[("storage/main.tf", STORAGE), ("jobs/main.tf", &reader(data))]);
    let all = answers(&tree);
    assert!(!all.concat().contains(&Answer::Yes), "{all:?}");
}

#[test]
fn states_that_read_each_other_end() {
    let one = |other: &str| {
        format!(
            r#"
data "terraform_remote_state" "other" {{
  backend = "local"
  config  = {{ path = "../{other}/terraform.tfstate" }}
}}
resource "aws_s3_bucket" "b" {{ bucket = data.terraform_remote_state.other.outputs.name }}
output "name" {{ value = data.terraform_remote_state.other.outputs.name }}
"#
        )
    };
    let tree = Tree::new(&[("a/main.tf", &one("b")), ("b/main.tf", &one("a"))]);
    assert_eq!(tree.addresses().len(), 2);
}
