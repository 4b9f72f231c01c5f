module "raw" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.0"

  bucket = "acme-frames"
  tags = {
    Purpose = "labeling-input"
  }
}
