variable "manifest" {
  type = string
}

# its objects may be what the manifest lists, for nothing says where that lies
resource "aws_s3_bucket" "labeling" {
  bucket = "acme-labeling"
}

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
      Resource = ["${aws_s3_bucket.labeling.arn}/*", "${aws_s3_bucket.images.arn}/*"]
    }]
  })
}

resource "aws_sagemaker_labeling_job" "cars" {
  labeling_job_name    = "cars"
  label_attribute_name = "cars"
  role_arn             = aws_iam_role.labeling.arn

  human_task_config {
    workteam_arn = "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/cars"

    ui_config {
      ui_template_s3_uri = "s3://${aws_s3_bucket.labeling.id}/cars.liquid.html"
    }
  }

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = var.manifest
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/"
  }
}
