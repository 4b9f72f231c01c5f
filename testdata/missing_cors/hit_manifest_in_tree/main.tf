resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket" "jobs" {
  bucket = "acme-jobs"
}

resource "aws_sagemaker_labeling_job" "cars" {
  label_attribute_name = "cars"
  labeling_job_name    = "cars"
  role_arn             = "arn:aws:iam::111122223333:role/labeling"

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://acme-jobs/cars/input.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}
