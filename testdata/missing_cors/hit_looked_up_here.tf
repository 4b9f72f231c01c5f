# Both are declared in this folder, and looked up beside that.
resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket" "scans" {
  bucket = "acme-scans"
}

data "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

data "aws_s3_bucket" "scans" {
  bucket = aws_s3_bucket.scans.bucket
}

resource "aws_s3_bucket_cors_configuration" "scans" {
  bucket = data.aws_s3_bucket.scans.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

resource "aws_sagemaker_labeling_job" "boxes" {
  for_each             = { frames = data.aws_s3_bucket.frames.id, scans = aws_s3_bucket.scans.id }
  label_attribute_name = "boxes"
  labeling_job_name    = each.key
  role_arn             = "arn:aws:iam::111122223333:role/labeling"

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${each.value}/cars.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}
