# the role and its policy are made by modules of the registry
resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

module "policy" {
  source = "terraform-aws-modules/iam/aws//modules/iam-policy"
  name   = "images"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.images.arn}/*" }] })
}

module "labeling_role" {
  source                = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  version               = "~> 5.0"
  create_role           = true
  role_name             = "labeling"
  trusted_role_services = ["sagemaker.amazonaws.com"]
  custom_role_policy_arns = [
    "arn:aws:iam::aws:policy/AmazonSageMakerGroundTruthExecution",
    module.policy.arn,
  ]
}
