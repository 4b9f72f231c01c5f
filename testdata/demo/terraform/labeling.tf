variable "workteam_arn" {
  type = string
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

resource "aws_iam_role_policy_attachment" "labeling" {
  role       = aws_iam_role.labeling.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"
}

data "aws_iam_policy_document" "labeling" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.parcels.arn}/*", "${aws_s3_bucket.signs.arn}/*"]
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.labels.arn}/*"]
  }
}

resource "aws_iam_role_policy" "labeling" {
  role   = aws_iam_role.labeling.id
  policy = data.aws_iam_policy_document.labeling.json
}

resource "aws_sagemaker_labeling_job" "shelves" {
  label_attribute_name = "products"
  labeling_job_name    = "shelves"
  role_arn             = aws_iam_role.labeling.arn

  human_task_config {
    number_of_human_workers_per_data_object = 3
    pre_human_task_lambda_arn               = "arn:aws:lambda:us-east-1:432418664414:function:PRE-BoundingBox"
    task_description                        = "Draw a box around every product"
    task_time_limit_in_seconds              = 600
    task_title                              = "Products on a shelf"
    workteam_arn                            = var.workteam_arn

    annotation_consolidation_config {
      annotation_consolidation_lambda_arn = "arn:aws:lambda:us-east-1:432418664414:function:ACS-BoundingBox"
    }

    ui_config {
      ui_template_s3_uri = "s3://acme-templates/products.liquid.html"
    }
  }

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${module.shelves.bucket}/shelves.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://${aws_s3_bucket.labels.bucket}/shelves/"
  }
}
