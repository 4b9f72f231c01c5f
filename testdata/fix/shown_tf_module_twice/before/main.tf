module "raw" {
  source = "./store"
  name   = "acme-raw"
}

module "logs" {
  source = "./store"
  name   = "acme-logs"
}
