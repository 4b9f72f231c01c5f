resource "aws_s3_bucket" "sound" {
  bucket = "acme-sound"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "sound" {
  bucket = aws_s3_bucket.sound.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

# manifests of Amazon Redshift and Amazon QuickSight list files to load, not objects to label
resource "aws_s3_bucket" "loads" {
  bucket = "acme-loads"
}

resource "aws_s3_object" "redshift" {
  bucket = aws_s3_bucket.loads.id
  key    = "redshift.manifest"

  content = jsonencode({
    entries = [{ url = "s3://${aws_s3_bucket.loads.id}/part-0.gz", mandatory = true }]
  })
}

resource "aws_s3_object" "quicksight" {
  bucket = aws_s3_bucket.loads.id
  key    = "quicksight.json"

  content = jsonencode({
    fileLocations = [{ URIs = ["s3://${aws_s3_bucket.loads.id}/sales.csv"] }]
  })
}
