data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::acme-frames/*", "arn:aws:s3:::acme-scans/*"]
  }
}

resource "aws_iam_role" "labeling" {
  name                = "labeling"
  assume_role_policy  = data.aws_iam_policy_document.trust.json
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"]
}

resource "aws_iam_role_policy" "read" {
  role   = aws_iam_role.labeling.id
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_s3_bucket_cors_configuration" "scans" {
  bucket = "acme-scans"

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}
