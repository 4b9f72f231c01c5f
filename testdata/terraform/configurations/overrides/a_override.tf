variable "name" {
  default = "override"
}

variable "number" {
  type = number
}

locals {
  replaced = "a"
}

resource "aws_s3_bucket" "blocks" {
  tags = { from = "a" }

  cors_rule {
    id              = "a-1"
    allowed_methods = ["HEAD"]
  }
}

resource "aws_s3_bucket" "untouched" {
  bucket = "a"
}

resource "aws_s3_bucket" "made" {
  cors_rule {
    id = "static"
  }
}

resource "aws_s3_bucket" "counted" {
  count = 2
}

module "called" {
  name = "a"
}
