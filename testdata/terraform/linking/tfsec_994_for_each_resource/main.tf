# https://github.com/aquasecurity/tfsec/issues/994: for_each over the buckets themselves
resource "aws_s3_bucket" "example" {
  for_each = toset(["example1", "example2"])
  bucket   = each.key
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "example" {
  for_each = aws_s3_bucket.example
  bucket   = each.value.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "other" {
  for_each = toset(["other1", "other2"])
  bucket   = each.key
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "other" {
  for_each = { other1 = aws_s3_bucket.other["other1"] }
  bucket   = each.value.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
