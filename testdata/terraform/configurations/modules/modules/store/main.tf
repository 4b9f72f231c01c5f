variable "name" {
  type = string
}

variable "rules" {
  type = list(object({
    methods = list(string)
    origins = optional(list(string), ["*"])
    age     = optional(number)
  }))
  default  = []
  nullable = false
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = length(var.rules) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this.bucket

  dynamic "cors_rule" {
    for_each = var.rules
    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = cors_rule.value.origins
    }
  }
}

output "name" {
  value = aws_s3_bucket.this.bucket
}

output "methods" {
  value = flatten(aws_s3_bucket_cors_configuration.this[*].cors_rule[*].allowed_methods)
}

output "origins" {
  value = try(aws_s3_bucket_cors_configuration.this[0].cors_rule[0].allowed_origins, null)
}

output "rules" {
  value = var.rules
}

output "where" {
  value = path.module
}
