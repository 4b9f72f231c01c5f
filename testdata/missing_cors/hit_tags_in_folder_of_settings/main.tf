locals {
  files   = fileset("${path.module}/configs", "*.yaml")
  buckets = { for name in local.files : name => yamldecode(file("${path.module}/configs/${name}")) }
}

resource "aws_s3_bucket" "all" {
  for_each = local.buckets
  bucket   = each.value.name
  tags     = each.value.tags
}
