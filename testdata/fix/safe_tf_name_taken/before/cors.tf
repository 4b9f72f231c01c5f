resource "aws_s3_bucket" "other" {
  bucket = "acme-third"
}

resource "aws_s3_bucket_cors_configuration" "b" {
  bucket = aws_s3_bucket.other.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
