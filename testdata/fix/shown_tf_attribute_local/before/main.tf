resource "aws_s3_bucket" "b" {
  bucket    = "acme-frames"
  cors_rule = var.rules

  tags = {
    Purpose = "labeling-input"
  }
}

variable "rules" {}
