resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_scheduler_schedule" "nightly" {
  schedule_expression = "rate(1 day)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:scheduler:::aws-sdk:sagemaker:createLabelingJob"
    role_arn = "arn:aws:iam::111122223333:role/scheduler"

    input = jsonencode({
      LabelingJobName = "nightly"
      InputConfig     = { DataSource = { S3DataSource = { ManifestS3Uri = "s3://${aws_s3_bucket.frames.id}/input.manifest" } } }
      OutputConfig    = { S3OutputPath = "s3://acme-labels/nightly/" }
    })
  }
}
