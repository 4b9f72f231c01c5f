# a boundary that is not in view takes nothing away
resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

resource "aws_iam_role" "labeling" {
  name                 = "labeling"
  permissions_boundary = "arn:aws:iam::123456789012:policy/workloads"

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
      { Effect = "Allow", Action = "sagemaker:CreateLabelingJob", Resource = "*" },
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.images.arn}/*" },
    ]
  })
}
