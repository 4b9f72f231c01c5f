resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket_policy" "frames" {
  bucket = aws_s3_bucket.frames.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.frames.arn}/*"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_sagemaker_flow_definition" "review" {
  flow_definition_name = "review"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:us-east-1:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Is the stamp legible?"
    task_title        = "Stamps"
    workteam_arn      = "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/clerks"
  }

  output_config {
    s3_output_path = "s3://acme-reviews/"
  }
}
