# a bucket that has nothing to do with labeling may do without CORS rules
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = "acme-frames"

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
