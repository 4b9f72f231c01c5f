# The bucket in one module, its rules in another, joined by an output; the rules may also come from the caller.
module "store" {
  source = "./store"
}

module "rules" {
  source = "./rules"
  bucket = module.store.bucket_id
}
