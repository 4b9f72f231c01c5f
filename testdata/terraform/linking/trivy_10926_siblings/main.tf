# https://github.com/aquasecurity/trivy/issues/10926: a module keeps its arguments whatever a sibling is given
resource "random_password" "secret" {
  length = 16
}

module "cluster" {
  source = "./store"
  name   = random_password.secret.result
}

module "store" {
  source  = "./store"
  name    = "frames"
  methods = ["GET"]
}
