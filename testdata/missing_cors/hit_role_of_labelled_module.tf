# bucket and role are made by modules that take their names from a label
module "label" {
  source = "cloudposse/label/null"
  name   = "vision"
}

module "scans" {
  source  = "cloudposse/s3-bucket/aws"
  context = module.label.context
}

data "aws_iam_policy_document" "labeling" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${module.scans.bucket_arn}/*"]
  }
}

module "labeling_role" {
  source              = "cloudposse/iam-role/aws"
  context             = module.label.context
  principals          = { Service = ["sagemaker.amazonaws.com"] }
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution"]
  policy_documents    = [data.aws_iam_policy_document.labeling.json]
}
