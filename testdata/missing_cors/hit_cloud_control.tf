resource "awscc_s3_bucket" "frames" {
  bucket_name = "acme-frames"
  tags        = [{ key = "Purpose", value = "labeling-input" }]
}
