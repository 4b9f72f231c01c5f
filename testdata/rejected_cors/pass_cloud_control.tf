# the keys are those of CloudFormation, not of aws_s3_bucket_cors_configuration
resource "awscc_s3_bucket" "scans" {
  bucket_name = "acme-scans"
  tags        = [{ key = "Purpose", value = "labeling-input" }]

  cors_configuration = {
    cors_rules = [
      {
        allowed_headers = ["*"]
        allowed_methods = ["GET"]
        allowed_origins = ["*"]
        exposed_headers = ["Access-Control-Allow-Origin"]
        id              = "workers"
        max_age         = 300
      },
    ]
  }
}
