# its label is taken by the rules of another bucket, and it lives in another region
resource "aws_s3_bucket" "frames" {
  for_each = toset(["day", "night"])
  provider = aws.west
  tags     = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "logs" {}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = aws_s3_bucket.logs.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://logs.example"]
  }
}

# a configuration of its own, which makes none
resource "aws_s3_bucket" "scans" {
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "browsers" {
  count  = length(local.rules) > 0 ? 1 : 0
  bucket = one(aws_s3_bucket.scans[*].id)

  dynamic "cors_rule" {
    for_each = local.rules
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = ["*"]
    }
  }
}

locals {
  rules = []
}

# one that is there in one case only
variable "browsers" {
  type = bool
}

resource "aws_s3_bucket" "photos" {
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "photos" {
  count  = var.browsers ? 1 : 0
  bucket = aws_s3_bucket.photos.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}
