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

# SageMaker reads the page and the categories itself, in the name of the role
resource "aws_s3_bucket" "pages" {
  bucket = "acme-pages"
}

resource "aws_s3_bucket" "categories" {
  bucket = "acme-categories"
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
      Effect = "Allow"
      Action = "s3:GetObject"
      Resource = [
        "${aws_s3_bucket.images.arn}/*",
        "${aws_s3_bucket.pages.arn}/*",
        "${aws_s3_bucket.categories.arn}/*",
        "arn:aws:s3:::acme-shared-pages/*",
      ]
    }]
  })
}

resource "aws_sagemaker_labeling_job" "cars" {
  for_each = {
    own    = aws_s3_bucket.pages.id
    shared = "acme-shared-pages"
  }

  labeling_job_name            = "cars-${each.key}"
  label_attribute_name         = "cars"
  role_arn                     = aws_iam_role.labeling.arn
  label_category_config_s3_uri = "s3://${aws_s3_bucket.categories.id}/cars.json"

  human_task_config {
    workteam_arn = "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/cars"

    ui_config {
      ui_template_s3_uri = "s3://${each.value}/cars.liquid.html"
    }
  }

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${aws_s3_bucket.images.id}/cars.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/"
  }
}
