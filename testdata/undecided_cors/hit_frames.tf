variable "headers" {
  type = list(string)
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket_cors_configuration" "frames" {
  bucket = aws_s3_bucket.frames.id

  cors_rule {
    allowed_methods = ["GET", "HEAD", "PUT"]
    allowed_origins = ["*"]
    allowed_headers = var.headers
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

resource "aws_s3_bucket" "labels" {
  bucket = "acme-labels"
}

variable "rules" {
  type = list(object({ methods = list(string) }))
}

resource "aws_s3_bucket_cors_configuration" "labels" {
  bucket = aws_s3_bucket.labels.id

  dynamic "cors_rule" {
    for_each = var.rules

    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = ["*"]
      allowed_headers = ["*"]
    }
  }
}

resource "aws_sagemaker_labeling_job" "cars" {
  label_attribute_name = "cars"
  labeling_job_name    = "cars"
  role_arn             = "arn:aws:iam::111122223333:role/labeling"

  human_task_config {
    ui_config {
      human_task_ui_arn = "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/VideoObjectTracking"
    }
  }

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${aws_s3_bucket.frames.bucket}/cars.manifest"
      }
    }
  }

  output_config {
    s3_output_path = "s3://${aws_s3_bucket.labels.bucket}/cars/"
  }
}
