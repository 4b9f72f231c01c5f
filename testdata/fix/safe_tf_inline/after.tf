resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://a.example"]
  }

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }

  tags = {
    Purpose = "labeling-input"
  }
}
