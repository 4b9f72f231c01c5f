variable "name" {
  type = string
}

variable "cors" {
  type = bool
}

variable "create" {
  type    = bool
  default = true
}

locals {
  create = var.create
}

resource "aws_s3_bucket" "this" {
  count  = local.create ? 1 : 0
  bucket = var.name
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = local.create && var.cors ? 1 : 0
  bucket = try(aws_s3_bucket.this[0].id, "")

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
