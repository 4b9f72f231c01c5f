# A plan beside the configuration (`terraform show -json`): its variables and values, at the places of the .tf files.
variable "env" {
  type = string
}

variable "secret" {
  type      = string
  default   = "s"
  sensitive = true
}

module "store" {
  for_each = toset(["a", "b"])
  source   = "./store"
  name     = "${var.env}-${each.key}"
  origins  = split(",", var.env == "prod" ? "*" : "https://x.example.com")
}

resource "aws_s3_bucket" "top" {
  bucket = "top-${var.env}"
  tags   = { Purpose = "labeling-input", secret = var.secret }
}
