variable "buckets" {
  type = map(object({
    suffix = optional(string, "x")
    cors   = optional(bool, true)
    tags   = optional(map(string), {})
  }))
  default = {}
}

variable "names" {
  type    = set(string)
  default = ["b", "a"]
}

resource "aws_s3_bucket" "mapped" {
  for_each = var.buckets
  bucket   = "${each.key}-${each.value.suffix}"
  tags     = merge({ Name = each.key }, each.value.tags)
}

resource "aws_s3_bucket_cors_configuration" "mapped" {
  for_each = { for key, bucket in var.buckets : key => bucket if bucket.cors }
  bucket   = aws_s3_bucket.mapped[each.key].bucket

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "named" {
  for_each = var.names
  bucket   = "named-${each.value}-${each.key}"
}

resource "aws_s3_bucket_cors_configuration" "chained" {
  for_each = aws_s3_bucket.named
  bucket   = each.value.bucket

  cors_rule {
    allowed_methods = ["GET", "HEAD"]
    allowed_origins = [each.key == "a" ? "*" : "https://${each.key}.example.com"]
  }
}

resource "terraform_data" "pairs" {
  for_each = { for pair in setproduct(var.names, ["in", "out"]) : join(".", pair) => pair }
  input    = each.value[1]
}
