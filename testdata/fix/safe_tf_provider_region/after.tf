provider "aws" {
  alias  = "media"
  region = "eu-west-1"
}

resource "aws_s3_bucket" "b" {
  provider = aws.media
  bucket   = "acme-frames"
  region   = var.region # provider 6

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "b" {
  provider = aws.media
  region   = var.region
  bucket   = aws_s3_bucket.b.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

variable "region" {
  default = "eu-central-1"
}
