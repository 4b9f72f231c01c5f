# Buckets and rules that exist under the same conditions, each said in its own way: no world has one without the other.
variable "first" {
  type = bool
}

variable "second" {
  type = bool
}

variable "mode" {
  type = string
}

resource "aws_s3_bucket" "either" {
  count = var.first || var.second ? 1 : 0
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "either" {
  count  = length(aws_s3_bucket.either)
  bucket = aws_s3_bucket.either[0].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "neither" {
  count = var.first || var.second ? 1 : 0
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "neither" {
  count  = var.first && var.second ? 1 : 0
  bucket = aws_s3_bucket.neither[0].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "mode" {
  for_each = var.mode == "a" || var.mode == "b" ? toset(["x"]) : toset([])
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "mode" {
  for_each = { for key, bucket in aws_s3_bucket.mode : key => bucket.id }
  bucket   = each.value

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
