provider "aws" {
  alias  = "media"
  region = "eu-west-1"
}

resource "aws_s3_bucket" "b" {
  provider = aws.media
  bucket   = "acme-frames"
  region   = var.region # provider 6

  tags = {
    Purpose = "labeling-input"
  }
}

variable "region" {
  default = "eu-central-1"
}
