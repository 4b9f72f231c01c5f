variable "name" {
  type = string
}

resource "aws_s3_bucket" "images" {
  bucket = "acme-${var.name}"
}

resource "aws_s3_bucket_public_access_block" "images" {
  bucket                  = aws_s3_bucket.images.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

output "bucket" {
  value = aws_s3_bucket.images.bucket
}

output "arn" {
  value = aws_s3_bucket.images.arn
}
