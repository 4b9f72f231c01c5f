# data
resource "aws_s3_bucket" "b" {
  bucket = "x-${var.env}"

  tags = {
    Purpose = "labeling-input"
    note    = "}"
  }
}

resource "aws_s3_bucket_cors_configuration" "b" {
  bucket = aws_s3_bucket.b.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

variable "env" {
  default = "dev"
}
