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

resource "aws_s3_bucket" "pages" {
  bucket = "acme-pages"
}

resource "aws_iam_role" "starter" {
  name = "starter"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "starter" {
  role = aws_iam_role.starter.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sagemaker:StartHumanLoop"]
        Resource = ["*"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.pages.arn}/*"]
      },
    ]
  })
}

data "archive_file" "starter" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/starter.zip"
}

resource "aws_lambda_function" "starter" {
  function_name = "starter"
  role          = aws_iam_role.starter.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.starter.output_path

  environment {
    variables = { PAGES = aws_s3_bucket.pages.id }
  }
}
