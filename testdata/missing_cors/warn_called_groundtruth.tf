# AWS's policy for labeling lets the role read buckets that are called so
resource "aws_s3_bucket" "images" {
  bucket = "acme-groundtruth-images"
}

resource "aws_s3_bucket" "models" {
  bucket = "acme-sagemaker-models"
}

resource "aws_s3_bucket" "billing" {
  bucket = "acme-billing"
}

resource "aws_iam_role" "labeling" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"]
  assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}
