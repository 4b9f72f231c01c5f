# people work under the role, and labeling is one of many things that it may start
resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_iam_role" "notebook" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "notebook" {
  role = aws_iam_role.notebook.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["sagemaker:CreateTrainingJob", "sagemaker:CreateLabelingJob", "sagemaker:CreateModel"], Resource = "*" },
    { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.data.arn}/*" },
  ] })
}

resource "aws_sagemaker_notebook_instance" "science" {
  name          = "science"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}
