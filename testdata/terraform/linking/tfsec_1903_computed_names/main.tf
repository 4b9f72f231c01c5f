# https://github.com/aquasecurity/tfsec/issues/1903, https://github.com/aquasecurity/trivy/issues/5001: names that only
# the deployment knows, and instances that only a file of values knows
variable "s3_names" {
  type = set(string)
}

resource "random_pet" "this" {}

resource "aws_iam_role" "this" {
  assume_role_policy = "{}"
}

resource "aws_s3_bucket" "role" {
  bucket = aws_iam_role.this.name
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "prefixed" {
  bucket = "prefix-${aws_iam_role.this.name}"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "pet" {
  bucket = random_pet.this.id
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket" "bare" {
  bucket = "${random_pet.this.id}-bare"
  tags = { Purpose = "labeling-input" }
}

module "rules" {
  for_each = {
    role     = aws_s3_bucket.role.id
    prefixed = aws_s3_bucket.prefixed.id
    pet      = aws_s3_bucket.pet.bucket
  }
  source = "./rules"
  bucket = each.value
}

resource "aws_s3_bucket" "example" {
  for_each = var.s3_names
  bucket   = each.key
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "example" {
  for_each = aws_s3_bucket.example
  bucket   = each.value.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
