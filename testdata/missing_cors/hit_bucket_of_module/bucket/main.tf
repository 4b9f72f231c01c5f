resource "aws_s3_bucket" "this" {
  bucket = "acme-frames"
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
