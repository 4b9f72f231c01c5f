# the keys are those of another provider
resource "awscc_s3_bucket" "scans" {
  bucket_name = "acme-scans"
  tags        = [{ key = "Purpose", value = "labeling-input" }]

  cors_configuration = {
    cors_rules = [
      {
        allowed_headers = ["*"]
        allowed_methods = ["GET"]
        allowed_origins = ["*"]
        expose_headers  = ["Access-Control-Allow-Origin"]
      },
    ]
  }
}
