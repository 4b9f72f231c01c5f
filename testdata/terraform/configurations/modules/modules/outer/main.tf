variable "names" {
  type = set(string)
}

variable "prefix" {}

module "inner" {
  for_each = var.names
  source   = "../store"
  name     = join("-", [var.prefix, each.value])
  rules    = null
}

output "names" {
  value = values(module.inner)[*].name
}

output "by_key" {
  value = { for key, store in module.inner : upper(key) => store.name }
}

output "where" {
  value = module.inner["x"].where
}
