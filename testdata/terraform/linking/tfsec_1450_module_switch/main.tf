# https://github.com/aquasecurity/tfsec/issues/1450: a switch of the module makes the bucket and its rules
module "minimal" {
  source = "./minimal"
}

module "off" {
  source        = "./minimal"
  create_module = false
}
