variable "on" {}

variable "rules" {}

resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "b" {
  bucket = aws_s3_bucket.b.id

  dynamic "cors_rule" {
    for_each = var.rules
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = ["*"]
    }
  }
}
