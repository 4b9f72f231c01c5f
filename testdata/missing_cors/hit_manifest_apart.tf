resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

# holds the manifest alone, which SageMaker reads itself
resource "aws_s3_bucket" "jobs" {
  bucket = "acme-jobs"
}

resource "aws_s3_object" "manifest" {
  bucket = aws_s3_bucket.jobs.id
  key    = "cars/input.manifest"

  content = join("\n", [
    for image in ["a.jpg", "b.jpg"] : jsonencode({ source-ref = "s3://${aws_s3_bucket.frames.id}/${image}" })
  ])
}

resource "aws_sagemaker_labeling_job" "cars" {
  label_attribute_name = "cars"
  labeling_job_name    = "cars"
  role_arn             = aws_iam_role.labeling.arn

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${aws_s3_object.manifest.bucket}/${aws_s3_object.manifest.key}"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}

resource "aws_iam_role" "labeling" {
  name = "labeling"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = ["${aws_s3_bucket.frames.arn}/*", "${aws_s3_bucket.jobs.arn}/*"]
    }]
  })
}
