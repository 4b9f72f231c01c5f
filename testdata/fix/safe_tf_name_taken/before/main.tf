resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket" "b_cors" {
  bucket = "acme-other"
}
