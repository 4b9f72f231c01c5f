variable "val" {
  type = string
}

resource "aws_s3_bucket" "test" {
  bucket = var.val
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "test" {
  bucket = aws_s3_bucket.test.id

  cors_rule {
    allowed_methods = var.val == "a" ? ["GET"] : ["PUT"]
    allowed_origins = ["*"]
  }
}
