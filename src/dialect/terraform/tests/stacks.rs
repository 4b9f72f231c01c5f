//! CloudFormation inside Terraform.

use super::Tree;

#[test]
fn templates_inside_the_configuration() {
    let tree = Tree::of(
        r#"
resource "aws_cloudformation_stack" "yaml" {
  name          = "yaml"
  template_body = <<-EOT
    Resources:
      Frames:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: frames
          CorsConfiguration:
            CorsRules:
              - AllowedMethods: [GET]
                AllowedOrigins: ['*']
  EOT
}
resource "aws_cloudformation_stack" "json" {
  for_each = toset(["a"])
  name     = "json"
  template_body = jsonencode({
    Resources = {
      Other = { Type = "AWS::S3::Bucket", Properties = { BucketName = each.key } }
    }
  })
}
"#,
    );
    assert_eq!(
        tree.addresses(),
        ["aws_cloudformation_stack.json[\"a\"].Other", "aws_cloudformation_stack.yaml.Frames"]
    );
    let frames = tree.bucket("aws_cloudformation_stack.yaml.Frames");
    assert_eq!(tree.slice(frames.header), "Frames");
    let (rules, _) = crate::aws::cors::rules(&tree.facts.cors[0].rules);
    assert_eq!(tree.slice(rules[0].methods.known[0].1.unwrap()), "GET");
    let other = tree.bucket("aws_cloudformation_stack.json[\"a\"].Other");
    assert_eq!(tree.slice(other.header), "Other");
}

#[test]
fn parameters_are_passed() {
    let tree = Tree::of(
        r#"
variable "unset" {}
resource "aws_cloudformation_stack" "frames" {
  name       = "frames"
  parameters = { Origin = "*", Method = var.unset }
  template_body = <<-EOT
    Parameters:
      Origin: {Type: String, Default: "https://a.example.com"}
      Method: {Type: String, Default: "GET"}
    Resources:
      Frames:
        Type: AWS::S3::Bucket
        Properties:
          CorsConfiguration:
            CorsRules:
              - AllowedMethods: [!Ref Method]
                AllowedOrigins: [!Ref Origin]
  EOT
}
"#,
    );
    let (rules, _) = crate::aws::cors::rules(&tree.facts.cors[0].rules);
    assert_eq!(rules[0].origins.known[0].0.as_str(), "*");
    assert!(rules[0].methods.known.is_empty());
    assert!(rules[0].methods.unknown.is_some());
}
