resource "aws_s3_bucket" "b" {
  count  = 2
  bucket = "acme-${count.index}"

  tags = {
    Purpose = "labeling-input"
  }
}
