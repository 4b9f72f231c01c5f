# https://github.com/bridgecrewio/checkov/issues/7503: the for_each of a module is a for expression
variable "items" {
  type    = list(string)
  default = ["a", "b"]
}

module "child" {
  source   = "./modules/child"
  for_each = { for v in var.items : v => v }
  val      = each.value
}
