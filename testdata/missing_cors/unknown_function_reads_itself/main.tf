# what workers are shown
resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

resource "aws_s3_bucket_cors_configuration" "images" {
  bucket = aws_s3_bucket.images.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

# what the function reads for itself
resource "aws_s3_bucket" "settings" {
  bucket = "acme-settings"
}

resource "aws_s3_bucket" "models" {
  bucket = "acme-models"
}

# what no code of it speaks of, and it may not read
resource "aws_s3_bucket" "audit" {
  bucket = "acme-audit"
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
        Action   = "sagemaker:StartHumanLoop"
        Resource = "*"
      },
      {
        Effect = "Allow"
        Action = "s3:GetObject"
        Resource = [
          "${aws_s3_bucket.images.arn}/*",
          "${aws_s3_bucket.settings.arn}/*",
          "${aws_s3_bucket.models.arn}/*",
        ]
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
    variables = {
      IMAGES   = aws_s3_bucket.images.bucket
      SETTINGS = aws_s3_bucket.settings.bucket
      MODELS   = aws_s3_bucket.models.bucket
      AUDIT    = aws_s3_bucket.audit.bucket
    }
  }
}
