# terraform-aws-modules/s3-bucket/aws//wrappers: the module for each of its items, over common defaults

variable "defaults" {
  type    = any
  default = {}
}

variable "items" {
  type    = any
  default = {}
}

module "wrapper" {
  for_each            = var.items
  source              = "terraform-aws-modules/s3-bucket/aws"
  create_bucket       = try(each.value.create_bucket, var.defaults.create_bucket, true)
  is_directory_bucket = try(each.value.is_directory_bucket, var.defaults.is_directory_bucket, false)
  bucket              = try(each.value.bucket, var.defaults.bucket, null)
  bucket_prefix       = try(each.value.bucket_prefix, var.defaults.bucket_prefix, null)
  tags                = try(each.value.tags, var.defaults.tags, {})
  cors_rule           = try(each.value.cors_rule, var.defaults.cors_rule, [])
}

output "wrapper" {
  value = module.wrapper
}
