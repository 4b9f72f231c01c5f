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
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.frames.arn}/*"]
      },
    ]
  })
}

resource "aws_iam_role" "setup" {
  name = "setup"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "setup" {
  role = aws_iam_role.setup.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sagemaker:CreateFlowDefinition"]
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = ["iam:PassRole"]
        Resource = aws_iam_role.review.arn
      },
    ]
  })
}

resource "aws_lambda_function" "setup" {
  function_name = "setup"
  role          = aws_iam_role.setup.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = "setup.zip"
}
