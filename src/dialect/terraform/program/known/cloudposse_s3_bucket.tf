# cloudposse/s3-bucket/aws: the bucket and its CORS rules; the name that its label makes is not known

variable "enabled" {
  type    = bool
  default = null
}

variable "context" {
  type    = any
  default = {}
}

variable "bucket_name" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "cors_configuration" {
  type     = any
  default  = []
  nullable = false
}

# the name of the same before version 2
variable "cors_rule_inputs" {
  type    = any
  default = null
}

locals {
  enabled = var.enabled != null ? var.enabled : try(var.context.enabled, null) != null ? var.context.enabled : true
  rules   = var.cors_rule_inputs != null ? var.cors_rule_inputs : var.cors_configuration
  exists  = local.enabled ? 1 : 0
}

resource "aws_s3_bucket" "default" {
  count  = local.exists
  bucket = var.bucket_name
  tags   = merge(try(var.context.tags, {}), var.tags)
}

resource "aws_s3_bucket_cors_configuration" "default" {
  count  = local.enabled && try(length(local.rules), 0) > 0 ? 1 : 0
  bucket = join("", aws_s3_bucket.default[*].id)

  dynamic "cors_rule" {
    for_each = local.rules
    content {
      allowed_methods = try(cors_rule.value.allowed_methods, null)
      allowed_origins = try(cors_rule.value.allowed_origins, null)
      allowed_headers = try(cors_rule.value.allowed_headers, null)
      expose_headers  = try(cors_rule.value.expose_headers, null)
    }
  }
}

output "enabled" {
  value = local.enabled
}

output "bucket_id" {
  value = local.enabled ? join("", aws_s3_bucket.default[*].id) : ""
}

output "bucket_arn" {
  value = local.enabled ? join("", aws_s3_bucket.default[*].arn) : ""
}

output "bucket_domain_name" {
  value = local.enabled ? join("", aws_s3_bucket.default[*].bucket_domain_name) : ""
}

output "bucket_regional_domain_name" {
  value = local.enabled ? join("", aws_s3_bucket.default[*].bucket_regional_domain_name) : ""
}
