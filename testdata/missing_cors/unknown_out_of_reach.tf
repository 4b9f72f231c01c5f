resource "aws_s3_bucket" "pages" {
  bucket = "acme-pages"
}

resource "aws_s3_bucket" "documents" {
  bucket = "acme-documents"
}

resource "aws_s3_bucket_cors_configuration" "pages" {
  bucket = aws_s3_bucket.pages.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
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
        Action   = ["sagemaker:StartHumanLoop"]
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.pages.arn}/*"]
      },
    ]
  })
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
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.documents.arn}/*"]
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
    variables = { BUCKET = aws_s3_bucket.documents.bucket }
  }
}
