# https://github.com/bridgecrewio/checkov/issues/3847, https://github.com/bridgecrewio/checkov/issues/6113,
# https://github.com/bridgecrewio/checkov/issues/6135: a module under for_each or count, its companions under count
module "keyed" {
  for_each = toset(["a", "b"])
  source   = "./bucket"
  name     = each.key
  cors     = each.key == "a"
}

module "counted" {
  count  = 2
  source = "./bucket"
  name   = "counted-${count.index}"
  cors   = true
}
