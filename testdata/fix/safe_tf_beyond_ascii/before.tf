resource "aws_s3_bucket" "b" {
  bucket = "acme-främe-😀"

  tags = {
    Purpose = "labeling-input"
  }
}
