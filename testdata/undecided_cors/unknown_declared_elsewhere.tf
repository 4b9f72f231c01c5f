# Of a bucket that is declared elsewhere, the rules are set here or not.
variable "sets_cors" {
  type = bool
}

variable "frames" {
  type = string
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  count  = var.sets_cors ? 1 : 0
  bucket = var.frames

  cors_rule {
    allowed_methods = ["GET"]
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
        manifest_s3_uri = "s3://${var.frames}/cars.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}
