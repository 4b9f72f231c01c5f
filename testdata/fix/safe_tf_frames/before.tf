resource "aws_s3_bucket" "b" {
  bucket = "acme-frames"
}

resource "aws_sagemaker_labeling_job" "j" {
  labeling_job_name = "frames"
  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${aws_s3_bucket.b.id}/input.manifest"
      }
    }
  }
  human_task_config {
    pre_human_task_lambda_arn = "arn:aws:lambda:us-east-1:432418664414:function:PRE-VideoObjectTracking"
  }
}
