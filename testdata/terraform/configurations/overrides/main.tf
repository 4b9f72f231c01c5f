variable "name" {
  type    = string
  default = "base"
}

variable "number" {
  type    = string
  default = "7"
}

locals {
  kept     = "kept"
  replaced = "base"
}

resource "aws_s3_bucket" "blocks" {
  bucket = "base-${var.name}"
  tags   = { from = "base", base = "yes" }

  cors_rule {
    id              = "base-1"
    allowed_methods = ["GET"]
  }

  cors_rule {
    id              = "base-2"
    allowed_methods = ["PUT"]
  }
}

resource "aws_s3_bucket" "untouched" {
  bucket = "base"

  cors_rule {
    id = "base"
  }
}

resource "aws_s3_bucket" "made" {
  bucket = "base"

  dynamic "cors_rule" {
    for_each = ["a", "b"]
    content {
      id = cors_rule.value
    }
  }
}

resource "aws_s3_bucket" "counted" {
  count  = 1
  bucket = "base-${count.index}"
}

module "called" {
  source = "./called"
  name   = "base"
  other  = "base"
}

output "value" {
  value = "base"
}
