locals {
  config = yamldecode(file("${path.module}/buckets.yaml"))
}

resource "aws_s3_bucket" "all" {
  for_each = local.config.buckets
  bucket   = each.key
  tags     = each.value.tags
}
