resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "c" {
  bucket = aws_s3_bucket.b.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://a.example"]
    # the app's own
  } # end of the rule
}
