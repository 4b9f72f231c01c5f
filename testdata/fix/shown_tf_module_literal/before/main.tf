module "raw" {
  source = "./store"
  name   = "acme-raw"
  rules = [
    {
      allowed_methods = ["PUT"]
      allowed_origins = ["https://a.example"]
      max_age         = 3000
    },
  ]
}

module "other" {
  source = "./store"
  name   = "acme-other"
  rules  = [{ allowed_methods = ["GET"], allowed_origins = ["*"], max_age = 1 }]
}
