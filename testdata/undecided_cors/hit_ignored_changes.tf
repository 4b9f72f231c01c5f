# the rules were written once, and what has become of them is not here
resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://upload.example.com"]
  }

  tags = {
    Purpose = "labeling-input"
  }

  lifecycle {
    ignore_changes = [cors_rule]
  }
}

resource "awscc_s3_bucket" "scans" {
  bucket_name = "acme-scans"
  tags        = [{ key = "Purpose", value = "labeling-input" }]

  lifecycle {
    ignore_changes = [cors_configuration]
  }
}
