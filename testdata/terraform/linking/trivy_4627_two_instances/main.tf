# https://github.com/aquasecurity/trivy/issues/4627: two calls of one module, of which one asks for no rules
module "bucket1" {
  source = "./bucket"
  name   = "bucket1"
  cors   = [{ methods = ["GET"], origins = ["*"] }]
}

module "bucket2" {
  source = "./bucket"
  name   = "bucket2"
}
