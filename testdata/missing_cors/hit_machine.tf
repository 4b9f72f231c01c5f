resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_sfn_state_machine" "daily" {
  name     = "daily"
  role_arn = "arn:aws:iam::111122223333:role/daily"

  definition = jsonencode({
    StartAt = "Label"
    States = {
      Label = {
        Type     = "Task"
        Resource = "arn:aws:states:::sagemaker:createLabelingJob.sync"
        Parameters = {
          "LabelingJobName.$" = "$.name"
          InputConfig         = { DataSource = { S3DataSource = { ManifestS3Uri = "s3://${aws_s3_bucket.frames.id}/input.manifest" } } }
          OutputConfig        = { S3OutputPath = "s3://acme-labels/cars/" }
        }
        End = true
      }
    }
  })
}
