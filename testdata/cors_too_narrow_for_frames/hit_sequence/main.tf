resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = aws_s3_bucket.frames.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

resource "aws_sagemaker_labeling_job" "cars" {
  label_attribute_name = "cars"
  labeling_job_name    = "cars"
  role_arn             = "arn:aws:iam::111122223333:role/labeling"

  human_task_config {
    pre_human_task_lambda_arn = "arn:aws:lambda:us-east-1:432418664414:function:PRE-VideoObjectTracking"
  }

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://acme-jobs/drives/input.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}
