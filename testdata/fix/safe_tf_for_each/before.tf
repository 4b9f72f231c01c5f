resource "aws_s3_bucket" "b" {
  for_each = toset(["a", "b"])
  bucket   = "acme-${each.key}"

  tags = {
    Purpose = "labeling-input"
  }
}
