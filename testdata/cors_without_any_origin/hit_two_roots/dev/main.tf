terraform {
  backend "s3" {
    key = "dev"
  }
}

module "annotation" {
  source  = "../annotation"
  stage   = "dev"
  origins = ["http://localhost:3000"]
}
