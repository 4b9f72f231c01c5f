variable "bucket" {
  type    = string
  default = "frames"
}

module "job" {
  source = "./job"
  bucket = var.bucket
}

locals {
  template = "s3://$${name}/in"
  shared   = file("shared.txt")
}
