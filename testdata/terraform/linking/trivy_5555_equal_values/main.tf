# https://github.com/aquasecurity/trivy/issues/5555: two keys with the same value are two instances
locals {
  buckets = {
    bucket1 = "test1"
    bucket2 = "test1"
  }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  for_each = local.buckets
  bucket   = each.key

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets
  bucket   = each.key
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "more" {
  for_each = merge(local.buckets, { bucket3 = "test1" })
  bucket   = "${each.key}-more"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "more" {
  for_each = local.buckets
  bucket   = "${each.key}-more"

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
