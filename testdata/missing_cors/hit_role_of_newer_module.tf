# the same, as the module is called since its version 6
resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

module "labeling_role" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role"
  version = "~> 6.0"
  name    = "labeling"

  trust_policy_permissions = {
    labeling = {
      actions    = ["sts:AssumeRole"]
      principals = [{ type = "Service", identifiers = ["sagemaker.amazonaws.com"] }]
    }
  }
  policies = {
    labeling = "arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"
  }
  create_inline_policy = true
  inline_policy_permissions = {
    images = {
      actions   = ["s3:GetObject"]
      resources = ["${aws_s3_bucket.images.arn}/*"]
    }
  }
}
