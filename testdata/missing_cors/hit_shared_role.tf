resource "aws_s3_bucket" "models" {
  bucket = "acme-models"
}

resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

resource "aws_iam_role" "execution" {
  name = "execution"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "execution" {
  role = aws_iam_role.execution.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.models.arn}/*", "${aws_s3_bucket.images.arn}/*"]
      },
    ]
  })
}

# one role for everything
resource "aws_sagemaker_model" "defects" {
  name               = "defects"
  execution_role_arn = aws_iam_role.execution.arn

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/defects:1"
    model_data_url = "s3://${aws_s3_bucket.models.id}/model.tar.gz"
  }
}

resource "aws_sagemaker_flow_definition" "review" {
  flow_definition_name = "review"
  role_arn             = aws_iam_role.execution.arn

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-1:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "review"
    task_title        = "review"
    workteam_arn      = "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/review"
  }

  output_config {
    s3_output_path = "s3://acme-reviews/"
  }
}

resource "aws_iam_role" "start" {
  name = "start"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "start" {
  role = aws_iam_role.start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sagemaker:StartHumanLoop"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_lambda_function" "start" {
  function_name = "start"
  role          = aws_iam_role.start.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = "start.zip"

  environment {
    variables = {
      IMAGES = aws_s3_bucket.images.bucket
      FLOW   = aws_sagemaker_flow_definition.review.arn
    }
  }
}
