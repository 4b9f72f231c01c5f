resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = aws_s3_bucket.frames.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket_cors_configuration" "by_literal" {
  bucket = "by-literal"

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
