# the function's own code says that the work is text
resource "aws_s3_bucket" "mails" {
  bucket = "acme-mails"
}

resource "aws_s3_bucket" "topics" {
  bucket = "acme-topics"
}

resource "aws_iam_role" "labeling" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.mails.arn}/*" },
    { Effect = "Allow", Action = ["s3:PutObject"], Resource = "${aws_s3_bucket.topics.arn}/*" },
  ] })
}

data "archive_file" "start" {
  type        = "zip"
  source_dir  = "${path.module}/start"
  output_path = "start.zip"
}

resource "aws_lambda_function" "start" {
  function_name = "start"
  role          = aws_iam_role.start.arn
  filename      = data.archive_file.start.output_path

  environment {
    variables = {
      LABELING_ROLE = aws_iam_role.labeling.arn
      MAILS         = aws_s3_bucket.mails.id
      TOPICS        = aws_s3_bucket.topics.id
    }
  }
}

resource "aws_iam_role" "start" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "start" {
  role = aws_iam_role.start.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["sagemaker:CreateLabelingJob"], Resource = "*" },
    { Effect = "Allow", Action = ["iam:PassRole"], Resource = aws_iam_role.labeling.arn },
  ] })
}
