# the address of the page stands in the function's environment, and nothing else lies in its bucket as far as it shows
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

resource "aws_s3_bucket" "pages" {
  bucket = "acme-pages"
}

resource "aws_iam_role" "labeling" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"]
  assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["s3:GetObject"], Resource = ["${aws_s3_bucket.images.arn}/*", "${aws_s3_bucket.pages.arn}/*"] },
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
      IMAGES        = aws_s3_bucket.images.id
      PAGE          = "s3://${aws_s3_bucket.pages.bucket}/boxes.liquid.html"
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
