variable "env" {
  type = string
}

module "one" {
  source = "./modules/store"
  name   = "one-${var.env}"
}

module "counted" {
  count  = 2
  source = "./modules/store"
  name   = "counted-${count.index}"
  rules  = count.index == 0 ? [] : [{ methods = ["GET"] }]
}

module "keyed" {
  for_each = { a = ["GET"], b = ["PUT", "POST"] }
  source   = "./modules/store"
  name     = "keyed-${each.key}"
  rules    = [{ methods = each.value }]
}

module "outer" {
  source = "./modules/outer"
  names  = ["x", "y"]
  prefix = module.one.name
}

locals {
  all  = merge({ one = module.one.name }, { for key, store in module.keyed : key => store.name })
  cors = { for key, store in module.keyed : key => store.methods if contains(store.methods, "GET") }
}
