resource "aws_s3_bucket" "sound" {
  bucket = "acme-sound"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "sound" {
  bucket = aws_s3_bucket.sound.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

# where reviews are written; what is reviewed lies in the other
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
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.sound.arn}/*"]
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
