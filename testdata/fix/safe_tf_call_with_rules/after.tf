module "raw" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.0"

  bucket = "acme-frames"
  cors_rule = [
    {
      allowed_methods = ["PUT"]
      allowed_origins = ["https://a.example"]
      max_age_seconds = 3000
    },
    {
      allowed_methods = ["GET"]
      allowed_origins = ["*"]
      max_age_seconds = 3000
      expose_headers  = ["Access-Control-Allow-Origin"]
    }
  ]

  tags = {
    Purpose = "labeling-input"
  }
}
