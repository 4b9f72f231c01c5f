resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
} # the frames
resource "aws_sns_topic" "t" {}
