variable "rules" {
  type    = any
  default = []
}

variable "origins" {
  type    = map(list(string))
  default = { any = ["*"], site = ["https://b", "https://a"] }
}

resource "aws_s3_bucket" "mixed" {
  bucket = "mixed"

  cors_rule {
    id              = "first"
    allowed_methods = ["HEAD"]
    allowed_origins = ["*"]
  }

  dynamic "cors_rule" {
    for_each = var.rules
    iterator = rule
    content {
      id              = "rule-${rule.key}"
      allowed_methods = rule.value.methods
      allowed_origins = try(rule.value.origins, ["*"])
    }
  }

  cors_rule {
    id              = "last"
    allowed_methods = ["DELETE"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "mapped" {
  bucket = "mapped"

  dynamic "cors_rule" {
    for_each = var.origins
    content {
      id              = cors_rule.key
      allowed_methods = [for method in ["get", "put"] : upper(method)]
      allowed_origins = sort(cors_rule.value)
    }
  }
}

resource "aws_s3_bucket" "set" {
  bucket = "set"

  dynamic "cors_rule" {
    for_each = toset(["PUT", "GET"])
    content {
      id              = cors_rule.key
      allowed_methods = [cors_rule.value]
    }
  }
}

resource "aws_s3_bucket_notification" "nested" {
  bucket = aws_s3_bucket.set.bucket

  dynamic "topic" {
    for_each = { a = ["x", "y"], b = [] }
    content {
      topic_arn = "arn:aws:sns:::${topic.key}"

      dynamic "filter" {
        for_each = topic.value
        content {
          prefix = "${topic.key}/${filter.value}-${filter.key}"
        }
      }
    }
  }
}

resource "aws_s3_bucket" "switched" {
  bucket = "switched"

  dynamic "cors_rule" {
    for_each = length(var.rules) > 1 ? [1] : []
    content {
      id = tostring(length(var.rules) + cors_rule.value)
    }
  }
}
