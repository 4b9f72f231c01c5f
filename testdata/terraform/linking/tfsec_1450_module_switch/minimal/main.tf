variable "create_module" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "s3_bucket" {
  count  = var.create_module ? 1 : 0
  bucket = "minimal-s3"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "s3_bucket" {
  count  = var.create_module ? 1 : 0
  bucket = aws_s3_bucket.s3_bucket[0].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
