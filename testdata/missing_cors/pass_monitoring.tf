resource "aws_s3_bucket" "sound" {
  bucket = "acme-sound"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "sound" {
  bucket = aws_s3_bucket.sound.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

# model monitoring compares what the endpoint saw with labels that customers merge in
resource "aws_s3_bucket" "captured" {
  bucket = "acme-captured"
}

resource "aws_s3_bucket" "ground_truth" {
  bucket = "acme-ground-truth-labels"
}

resource "aws_iam_role" "monitor" {
  name = "monitor"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "monitor" {
  role = aws_iam_role.monitor.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.captured.arn}/*"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.ground_truth.arn}/*"]
      },
      {
        Effect   = "Allow"
        Action   = ["sagemaker:CreateMonitoringSchedule", "sagemaker:CreateProcessingJob"]
        Resource = ["*"]
      },
    ]
  })
}
