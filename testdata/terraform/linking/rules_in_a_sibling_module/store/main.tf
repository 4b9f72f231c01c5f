resource "aws_s3_bucket" "frames" {
  bucket_prefix = "frames-"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "alone" {
  bucket_prefix = "frames-"
  tags = { Purpose = "labeling-input" }
}

output "bucket_id" {
  value = aws_s3_bucket.frames.id
}
