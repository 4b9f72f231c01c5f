variable "name" {}

variable "rules" {}

resource "aws_s3_bucket" "b" {
  bucket = var.name

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "b" {
  bucket = aws_s3_bucket.b.id

  dynamic "cors_rule" {
    for_each = var.rules
    content {
      allowed_methods = cors_rule.value.allowed_methods
      allowed_origins = cors_rule.value.allowed_origins
      max_age_seconds = cors_rule.value.max_age
    }
  }
}
