terraform {
  backend "s3" {
    key = "prod"
  }
}

module "annotation" {
  source  = "../annotation"
  stage   = "prod"
  origins = ["*"]
}
