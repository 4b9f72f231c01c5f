variable "create" {
  type    = bool
  default = true
}

variable "names" {
  type    = list(string)
  default = ["first", "second"]
}

variable "cors" {
  type    = list(any)
  default = []
}

resource "aws_s3_bucket" "maybe" {
  count  = var.create ? 1 : 0
  bucket = "maybe"
}

resource "aws_s3_bucket_cors_configuration" "maybe" {
  count  = var.create && length(var.cors) > 0 ? 1 : 0
  bucket = aws_s3_bucket.maybe[0].bucket

  dynamic "cors_rule" {
    for_each = var.cors
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = lookup(cors_rule.value, "origins", ["*"])
      allowed_headers = try(cors_rule.value.headers, null)
    }
  }
}

resource "aws_s3_bucket" "listed" {
  count  = length(var.names)
  bucket = "${element(var.names, count.index)}-${count.index + 1}"
}

resource "aws_s3_bucket_cors_configuration" "listed" {
  count  = length(aws_s3_bucket.listed)
  bucket = aws_s3_bucket.listed[count.index].bucket

  cors_rule {
    allowed_methods = count.index % 2 == 0 ? ["GET"] : ["PUT"]
    allowed_origins = ["*"]
  }
}

locals {
  name  = try(aws_s3_bucket.maybe[0].bucket, "")
  one   = one(aws_s3_bucket.maybe[*].bucket)
  old   = element(concat(aws_s3_bucket.maybe.*.bucket, ["none"]), 0)
  joined = join("", aws_s3_bucket.maybe[*].bucket)
}
