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

resource "aws_s3_bucket" "people" {
  bucket = "acme-people"
}

resource "aws_s3_bucket" "payroll" {
  bucket = "acme-payroll"
}

# the role may do at most what its boundary allows, whatever its policies give
resource "aws_iam_role" "labeling" {
  name                 = "labeling"
  permissions_boundary = aws_iam_policy.boundary.arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_policy" "boundary" {
  name = "boundary"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:*", "sagemaker:*"]
        Resource = [aws_s3_bucket.images.arn, "${aws_s3_bucket.images.arn}/*", "${aws_s3_bucket.payroll.arn}/*"]
      },
      {
        Effect   = "Deny"
        Action   = "s3:*"
        Resource = "${aws_s3_bucket.payroll.arn}/*"
      },
    ]
  })
}

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "sagemaker:CreateLabelingJob"
        Resource = "*"
      },
      {
        Effect = "Allow"
        Action = "s3:*"
        Resource = [
          "${aws_s3_bucket.images.arn}/*",
          "${aws_s3_bucket.people.arn}/*",
          "${aws_s3_bucket.payroll.arn}/*",
        ]
      },
    ]
  })
}
