# https://github.com/bridgecrewio/checkov/issues/3277, https://github.com/bridgecrewio/checkov/issues/3515,
# https://github.com/bridgecrewio/checkov/issues/3517: the bucket in one file, its rules in another
resource "aws_s3_bucket" "frames" {
  bucket = "frames"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "by_literal" {
  bucket = "by-literal"
  tags = { Purpose = "labeling-input" }
}
