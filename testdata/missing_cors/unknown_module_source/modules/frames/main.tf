variable "cors" {
  type    = bool
  default = false
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  count  = var.cors ? 1 : 0
  bucket = aws_s3_bucket.frames.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}
