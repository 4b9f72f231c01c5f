resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
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

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sagemaker:StartHumanLoop"]
        Resource = ["*"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:Get*"]
        Resource = ["${aws_s3_bucket.frames.arn}/*"]
      },
    ]
  })
}
