# the function, its role and its code are given to a module of the registry
resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

module "start" {
  source        = "terraform-aws-modules/lambda/aws"
  version       = "~> 7.0"
  function_name = "start"
  handler       = "app.handler"
  runtime       = "python3.12"
  source_path   = "${path.module}/start"

  environment_variables = {
    IMAGES = aws_s3_bucket.images.id
  }
  attach_policy_statements = true
  policy_statements = {
    loops = {
      effect    = "Allow"
      actions   = ["sagemaker:StartHumanLoop"]
      resources = ["*"]
    }
    images = {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = ["${aws_s3_bucket.images.arn}/*"]
    }
  }
}
