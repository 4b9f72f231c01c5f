# The bucket is declared elsewhere, and its rules are set here.
data "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = data.aws_s3_bucket.frames.id

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

resource "aws_sagemaker_labeling_job" "boxes" {
  label_attribute_name = "boxes"
  labeling_job_name    = "boxes"
  role_arn             = "arn:aws:iam::111122223333:role/labeling"

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${data.aws_s3_bucket.frames.id}/cars.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}
