module "raw" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.0"

  bucket = "acme-frames"
  cors_rule = [{ allowed_methods = ["GET"], allowed_origins = ["*"], expose_headers = ["Access-Control-Allow-Origin"] }]

  tags = {
    Purpose = "labeling-input"
  }
}
