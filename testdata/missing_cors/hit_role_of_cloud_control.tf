resource "awscc_s3_bucket" "scans" {
  bucket_name = "acme-scans"
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "awscc_iam_role" "labeling" {
  role_name           = "labeling"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"]

  assume_role_policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })

  policies = [{
    policy_name = "read"
    policy_document = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${awscc_s3_bucket.scans.arn}/*"
      }]
    })
  }]
}

resource "awscc_iam_role_policy" "frames" {
  role_name   = awscc_iam_role.labeling.role_name
  policy_name = "frames"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "${aws_s3_bucket.frames.arn}/*"
    }]
  })
}
