# The rules are set for a bucket that is looked up by a name that is not here: it may be this one.
variable "photos" {
  type = string
}

data "aws_s3_bucket" "photos" {
  bucket = var.photos
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
  tags   = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "photos" {
  bucket = data.aws_s3_bucket.photos.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}
