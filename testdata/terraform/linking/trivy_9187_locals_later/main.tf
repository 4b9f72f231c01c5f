# https://github.com/aquasecurity/trivy/issues/9187, https://github.com/aquasecurity/trivy/issues/10047: a for_each that
# needs a local value, which needs the instances of a resource
locals {
  server_names = ["srv1", "srv2"]
}

resource "aws_s3_bucket" "example" {
  for_each = toset(local.server_names)
  bucket   = each.value
  tags = { Purpose = "labeling-input" }
}

locals {
  by_name = {
    for key, instance in aws_s3_bucket.example : key => { value = instance.id } if key != "srv2"
  }
}

resource "aws_s3_bucket_cors_configuration" "example" {
  for_each = local.by_name
  bucket   = each.value.value

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
