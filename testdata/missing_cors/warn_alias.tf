resource "aws_s3_bucket" "to_alias" {}
resource "aws_s3_bucket" "to_version" {}
resource "aws_s3_bucket" "by_queue" {}
resource "aws_s3_bucket" "to_other" {}

resource "aws_s3_bucket_notification" "to_alias" {
  bucket = aws_s3_bucket.to_alias.id

  lambda_function {
    lambda_function_arn = aws_lambda_alias.live.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_s3_bucket_notification" "to_version" {
  bucket = aws_s3_bucket.to_version.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.starter.qualified_arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_s3_bucket_notification" "by_queue" {
  bucket = aws_s3_bucket.by_queue.id

  queue {
    queue_arn = aws_sqs_queue.new.arn
    events    = ["s3:ObjectCreated:*"]
  }
}

resource "aws_s3_bucket_notification" "to_other" {
  bucket = aws_s3_bucket.to_other.id

  lambda_function {
    lambda_function_arn = aws_lambda_alias.other.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_sqs_queue" "new" {}

resource "aws_lambda_event_source_mapping" "new" {
  event_source_arn = aws_sqs_queue.new.arn
  function_name    = aws_lambda_alias.live.arn
}

resource "aws_lambda_function" "starter" {
  function_name = "starter"
  role          = aws_iam_role.starter.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  s3_bucket     = "acme-code"
  s3_key        = "starter.zip"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.starter.function_name
  function_version = aws_lambda_function.starter.version
}

resource "aws_iam_role" "starter" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "starter" {
  role = aws_iam_role.starter.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sagemaker:StartHumanLoop", Resource = "*" }]
  })
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = "arn:aws:iam::111122223333:role/other"
  runtime       = "python3.13"
  handler       = "index.handler"
  s3_bucket     = "acme-code"
  s3_key        = "other.zip"
}

resource "aws_lambda_alias" "other" {
  name             = "live"
  function_name    = aws_lambda_function.other.arn
  function_version = "1"
}
