resource "aws_s3_bucket" "b" {
  count  = 2
  bucket = "acme-${count.index}"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "b" {
  count  = length(aws_s3_bucket.b)
  bucket = aws_s3_bucket.b[count.index].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}
