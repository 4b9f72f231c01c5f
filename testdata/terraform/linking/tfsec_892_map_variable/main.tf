# https://github.com/aquasecurity/tfsec/issues/892: buckets and rules over one map whose values are not known
variable "targets" {
  type = map(any)
}

locals {
  prefix = "web"
}

resource "aws_s3_bucket" "for_web" {
  for_each = var.targets
  bucket   = "${local.prefix}-${lookup(each.value, "name")}-web"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "for_web" {
  for_each = var.targets
  bucket   = aws_s3_bucket.for_web[each.key].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
