resource "aws_s3_bucket" "a" {
  bucket = "acme-a"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket" "b" {
  bucket = "acme-b"

  tags = {
    Purpose = "labeling-input"
  }
}
