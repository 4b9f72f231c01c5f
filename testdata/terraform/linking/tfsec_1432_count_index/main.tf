# https://github.com/aquasecurity/tfsec/issues/1432, https://github.com/aquasecurity/tfsec/issues/1678: as many rules as
# buckets, linked by their index
variable "env" {
  type    = list(any)
  default = ["env01", "env02", "env03"]
}

resource "aws_s3_bucket" "my_bucket" {
  count  = length(var.env)
  bucket = "some-name.${element(var.env, count.index)}"
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "my_bucket" {
  count  = length(aws_s3_bucket.my_bucket)
  bucket = aws_s3_bucket.my_bucket[count.index].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "half" {
  count = 2
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "half" {
  count  = length(aws_s3_bucket.half) - 1
  bucket = aws_s3_bucket.half[count.index].id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
