resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket_notification" "frames" {
  bucket      = aws_s3_bucket.frames.id
  eventbridge = true
}

resource "aws_cloudwatch_event_rule" "frames" {
  name = "frames"

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail      = { bucket = { name = [aws_s3_bucket.frames.id] } }
  })
}

resource "aws_cloudwatch_event_target" "frames" {
  rule = aws_cloudwatch_event_rule.frames.name
  arn  = aws_lambda_function.starter.arn
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
