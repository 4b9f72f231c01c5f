variable "name" {}
variable "origins" {}
resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = { Purpose = "labeling-input" }
}
resource "aws_s3_bucket_cors_configuration" "this" {
  bucket = aws_s3_bucket.this.bucket
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = var.origins
  }
}
