# https://github.com/bridgecrewio/checkov/issues/6982: the bucket and its companions all in one called module
module "example" {
  source = "./example"
}
