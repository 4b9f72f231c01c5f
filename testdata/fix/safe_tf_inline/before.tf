resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://a.example"]
  }

  tags = {
    Purpose = "labeling-input"
  }
}
