variable "stage" {}

variable "origins" {}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames-${var.stage}"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = aws_s3_bucket.frames.bucket

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = var.origins
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}
