resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

# one role for all functions
resource "aws_iam_role" "functions" {
  name = "functions"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "functions" {
  role = aws_iam_role.functions.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.images.arn}/*"]
      },
      {
        Effect   = "Allow"
        Action   = ["sagemaker:StartHumanLoop"]
        Resource = ["*"]
      },
    ]
  })
}

data "archive_file" "report" {
  type        = "zip"
  source_dir  = "${path.module}/report"
  output_path = "${path.module}/report.zip"
}

resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = aws_iam_role.functions.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.report.output_path
}

data "archive_file" "start" {
  type        = "zip"
  source_dir  = "${path.module}/start"
  output_path = "${path.module}/start.zip"
}

resource "aws_lambda_function" "start" {
  function_name = "start"
  role          = aws_iam_role.functions.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.start.output_path
}
