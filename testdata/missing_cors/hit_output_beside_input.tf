# images and what people say of them lie in one bucket
resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_iam_role" "review" {
  name = "review"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "review" {
  role = aws_iam_role.review.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = ["${aws_s3_bucket.frames.arn}/*"]
      },
    ]
  })
}

resource "aws_sagemaker_flow_definition" "review" {
  flow_definition_name = "review"
  role_arn             = aws_iam_role.review.arn

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-1:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "review"
    task_title        = "review"
    workteam_arn      = "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/review"
  }

  output_config {
    s3_output_path = "s3://${aws_s3_bucket.frames.id}/reviews/"
  }
}
