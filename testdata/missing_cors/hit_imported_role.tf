resource "aws_s3_bucket" "scans" {}
resource "aws_s3_bucket" "drawings" {}
resource "aws_s3_bucket" "reports" {}

data "aws_iam_role" "reviewers" {
  name = "reviewers"
}

resource "aws_iam_role_policy" "scans" {
  role = data.aws_iam_role.reviewers.name
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.scans.arn}/*" }]
  })
}

resource "aws_iam_role_policy" "drawings" {
  role = "reviewers"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.drawings.arn}/*" }]
  })
}

resource "aws_iam_role_policy" "reports" {
  role = "other"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.reports.arn}/*" }]
  })
}

resource "aws_sagemaker_flow_definition" "scans" {
  flow_definition_name = "scans"
  role_arn             = data.aws_iam_role.reviewers.arn

  human_loop_config {
    human_task_ui_arn     = "arn:aws:sagemaker:eu-west-1:111122223333:human-task-ui/scans"
    task_title            = "Scans"
    task_description      = "Read the scan"
    task_count            = 1
    workteam_arn          = "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/readers"
  }

  output_config {
    s3_output_path = "s3://acme-results/"
  }
}
