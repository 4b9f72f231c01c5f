# cloudposse/label/null: whether what it labels is made; the names that it makes are not known

variable "enabled" {
  type    = bool
  default = null
}

variable "context" {
  type    = any
  default = {}
}

locals {
  enabled = coalesce(var.enabled, try(var.context.enabled, null), true)
}

output "enabled" {
  value = local.enabled
}

output "context" {
  value = merge(var.context, { enabled = local.enabled })
}
