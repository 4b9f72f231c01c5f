# https://github.com/aquasecurity/tfsec/issues/1797, https://github.com/aquasecurity/trivy/issues/4997: the name of the
# bucket is a variable, and the set it runs over a local value
variable "name" {
  type = string
}

locals {
  names = toset(["a", "b"])
}

resource "aws_s3_bucket" "named" {
  bucket = var.name
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "named" {
  bucket = aws_s3_bucket.named.bucket

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "bucket" {
  for_each = local.names
  bucket   = each.key
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "bucket" {
  for_each = aws_s3_bucket.bucket
  bucket   = each.value.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "by_name" {
  bucket = "${var.name}-more"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "by_name" {
  bucket = "${var.name}-more"

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
