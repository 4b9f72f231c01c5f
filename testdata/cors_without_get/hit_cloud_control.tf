resource "awscc_s3_bucket" "scans" {
  bucket_name = "acme-scans"
  tags        = [{ key = "Purpose", value = "labeling-input" }]

  cors_configuration = {
    cors_rules = [
      {
        allowed_methods = ["PUT"]
        allowed_origins = ["https://upload.example.com"]
      },
    ]
  }
}
