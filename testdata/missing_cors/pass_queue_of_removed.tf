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

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_sqs_queue" "frames" {
  name = "frames"
}

resource "aws_s3_bucket_notification" "frames" {
  bucket = aws_s3_bucket.frames.id

  queue {
    queue_arn = aws_sqs_queue.frames.arn
    events    = ["s3:ObjectRemoved:*"]
  }
}

resource "aws_lambda_event_source_mapping" "frames" {
  event_source_arn = aws_sqs_queue.frames.arn
  function_name    = aws_lambda_function.starter.arn
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
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:StartHumanLoop"]
      Resource = ["*"]
    }]
  })
}

resource "aws_lambda_function" "starter" {
  function_name = "starter"
  role          = aws_iam_role.starter.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = "starter.zip"
}
