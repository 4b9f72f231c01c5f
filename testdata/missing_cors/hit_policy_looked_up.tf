# AWS's policy is found by its name alone
data "aws_iam_policy" "labeling" {
  name = "AmazonSageMakerGroundTruthExecution"
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.archive.arn}/*"]
  }
}

# what overrides a statement of the base takes its place
data "aws_iam_policy_document" "read" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.frames.arn}/*"]
  }
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket" "archive" {
  bucket = "acme-archive"
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

resource "aws_iam_role_policy" "read" {
  role   = aws_iam_role.labeling.name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_role_policy_attachment" "labeling" {
  role       = aws_iam_role.labeling.name
  policy_arn = data.aws_iam_policy.labeling.arn
}
