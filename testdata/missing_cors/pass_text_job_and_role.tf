# a job for text, and the right of its role to read the texts
resource "aws_s3_bucket" "tickets" {
  bucket = "acme-tickets"
}

resource "aws_s3_bucket" "entities" {
  bucket = "acme-entities"
}

resource "aws_iam_role" "labeling" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "labeling" {
  role = aws_iam_role.labeling.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.tickets.arn}/*" },
    { Effect = "Allow", Action = ["s3:PutObject"], Resource = "${aws_s3_bucket.entities.arn}/*" },
  ] })
}

resource "aws_sagemaker_labeling_job" "entities" {
  labeling_job_name    = "entities"
  label_attribute_name = "entities"
  role_arn             = aws_iam_role.labeling.arn

  human_task_config {
    pre_human_task_lambda_arn = "arn:aws:lambda:eu-west-1:568282634449:function:PRE-NamedEntityRecognition"
  }
  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = "s3://${aws_s3_bucket.tickets.id}/tickets.manifest"
      }
    }
  }
  output_config {
    s3_output_path = "s3://${aws_s3_bucket.entities.id}/"
  }
}
