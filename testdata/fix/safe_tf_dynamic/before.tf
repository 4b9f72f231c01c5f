locals {
  rules = [{ methods = ["GET"], origins = ["https://a.example"] }]
}

resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "c" {
  bucket = aws_s3_bucket.b.id

  dynamic "cors_rule" {
    for_each = local.rules
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = cors_rule.value.origins
    }
  }
}
