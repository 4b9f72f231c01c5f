variable "name" {
  type = string
}

variable "cors" {
  type    = any
  default = []
}

resource "aws_s3_bucket" "this" {
  count  = 1
  bucket = var.name
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = length(var.cors) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this[0].id

  dynamic "cors_rule" {
    for_each = var.cors

    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = cors_rule.value.origins
    }
  }
}
