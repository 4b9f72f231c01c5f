resource "aws_s3_bucket" "exports" {
  bucket = "acme-exports"
}

resource "aws_iam_role" "studio" {
  name = "studio"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "studio" {
  role = aws_iam_role.studio.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.exports.arn}/*"]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "studio" {
  role       = aws_iam_role.studio.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"
}

resource "aws_sagemaker_domain" "studio" {
  domain_name = "studio"
  auth_mode   = "IAM"
  vpc_id      = "vpc-12345678"
  subnet_ids  = ["subnet-12345678"]

  default_user_settings {
    execution_role = aws_iam_role.studio.arn
  }
}
