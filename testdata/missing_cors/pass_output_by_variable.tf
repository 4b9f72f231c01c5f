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

# no name says it, but the function does
resource "aws_s3_bucket" "store" {
  bucket = "acme-store"
}

# SageMaker itself reads the page of the task
resource "aws_s3_bucket" "pages" {
  bucket = "acme-pages"
}

resource "aws_iam_role" "labeling" {
  name = "labeling"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.frames.arn}/*", "${aws_s3_bucket.store.arn}/*"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["${aws_s3_bucket.store.arn}/*"]
      },
    ]
  })
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
        Action   = ["sagemaker:CreateLabelingJob"]
        Resource = ["*"]
      },
    ]
  })
}

resource "aws_lambda_function" "starter" {
  function_name = "starter"
  role          = aws_iam_role.starter.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = "starter.zip"

  environment {
    variables = {
      ROLE_ARN      = aws_iam_role.labeling.arn
      OUTPUT_BUCKET = aws_s3_bucket.store.id
      UI_TEMPLATE   = "s3://${aws_s3_bucket.pages.id}/task.liquid.html"
    }
  }
}
