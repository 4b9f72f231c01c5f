module "raw" {
  source = "./store"
}
