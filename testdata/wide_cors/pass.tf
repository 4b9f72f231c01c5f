resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = aws_s3_bucket.frames.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://upload.example.com"]
  }
}
