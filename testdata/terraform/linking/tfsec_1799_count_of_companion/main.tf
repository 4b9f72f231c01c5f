# https://github.com/aquasecurity/tfsec/issues/1799: only the companion is counted, by a variable without a value
variable "cors_origin" {
  type = string
}

variable "always" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "this" {
  bucket = "this-bucket"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = var.cors_origin != null ? 1 : 0
  bucket = aws_s3_bucket.this.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "sure" {
  bucket = "sure-bucket"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "sure" {
  count  = var.always ? 1 : 0
  bucket = aws_s3_bucket.sure.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
